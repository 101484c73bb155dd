import { expect, type Page, test } from '@playwright/test';
import type { Scenario } from '../webcontainer/stand-in/headless.ts';
import { standInForStackBlitz } from '../webcontainer/stand-in.ts';

// StackBlitz's address is answered by a stand-in whose programs run in the embedded runtime: what is proved here is everything on this
// side of it, the real @webcontainer/api among it.

const STEP = '/steps/passing-credentials/';
const SLOW = 90_000;

async function openLab(page: Page, path = STEP): Promise<void> {
  await page.goto(path);
  await page
    .getByRole('textbox', { name: /server\.ts/ })
    .first()
    .focus();
  await expect(page.locator('lesson-lab[data-live]')).toBeVisible();
}

async function chooseWebContainer(page: Page): Promise<void> {
  await page.locator('[data-host]').click();
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: /WebContainer/ })
    .check();
  await page.getByRole('button', { name: 'Run it there' }).click();
}

const status = (page: Page) => page.locator('[data-host-status]');
const summary = (page: Page) => page.locator('lab-attempts caption');

async function runToTheEnd(page: Page): Promise<void> {
  await page.locator('lesson-lab button[data-run]').click();
  await expect(page.locator('lesson-lab')).toHaveAttribute('data-life', /starting|running/);
  await expect(page.locator('lesson-lab')).toHaveAttribute('data-life', 'finished', { timeout: SLOW });
}

test.describe('with a sound runtime', () => {
  for (const path of [STEP, '/steps/handling-failures/']) {
    test(`every check of ${path} runs in it: red, solved, green, and again in a second container`, async ({ page }) => {
      test.slow();
      await standInForStackBlitz(page, 'sound');
      await openLab(page, path);
      await page.locator('[data-auto-run]').uncheck();
      await chooseWebContainer(page);
      await runToTheEnd(page);
      await expect(summary(page)).toContainText('On WebContainer.');
      await expect(summary(page)).not.toContainText('Everybody got what is theirs');
      await page.locator('[data-menu] summary').click();
      await page.getByRole('button', { name: 'Put in the solution' }).click();
      await runToTheEnd(page);
      await expect(summary(page)).toContainText('Everybody got what is theirs');
      await page.locator('[data-host]').click();
      await page
        .getByRole('dialog')
        .getByRole('radio', { name: /Embedded/ })
        .check();
      await page.getByRole('button', { name: 'Run it there' }).click();
      await runToTheEnd(page);
      await expect(summary(page)).toContainText('On Embedded.');
      await chooseWebContainer(page);
      await runToTheEnd(page);
      await expect(summary(page)).toContainText('On WebContainer.');
    });
  }

  test('the choice is remembered, and what leaves the machine is said before it does', async ({ page }) => {
    await standInForStackBlitz(page, 'sound');
    let asked = 0;
    page.on('request', (request) => {
      if (request.url().startsWith('https://stackblitz.com')) asked++;
    });
    await openLab(page);
    await page.locator('[data-host]').click();
    await expect(page.getByRole('dialog')).toContainText('your files are handed to it');
    expect(asked).toBe(0);
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    expect(asked).toBe(0);
    await chooseWebContainer(page);
    await expect(page.locator('[data-host]')).toHaveText('WebContainer');
    await page.reload();
    await openLab(page);
    await expect(page.locator('[data-host]')).toHaveText('WebContainer');
  });
});

interface Broken {
  readonly scenario: Scenario | 'not-found';
  readonly says: RegExp;
  /** Whether its time-out has to pass, which the test does by moving the page's clock. */
  readonly waits?: true;
}

const broken: readonly Broken[] = [
  { scenario: 'silent', says: /did not start in time: 45 s passed; its frame never answered/, waits: true },
  { scenario: 'not-found', says: /did not start in time/, waits: true },
  { scenario: 'build-rejects', says: /refused to start: Your browser does not support/ },
  { scenario: 'build-hangs', says: /its frame answered, the runtime in it did not/, waits: true },
  { scenario: 'calls-hang', says: /did not answer in time: starting the program took longer than 10 s/ },
  { scenario: 'garbled', says: /answered with something that is no answer/ },
  { scenario: 'out-of-memory', says: /ran out of memory/ },
  { scenario: 'changed-header', says: /changed the handshake, so its results would mislead you/ },
];

test.describe('with a broken runtime', () => {
  for (const { scenario, says, waits } of broken) {
    test(`${scenario}: says why within its time, keeps the files, and the embedded host is one click away`, async ({
      page,
    }) => {
      test.slow();
      if (waits) await page.clock.install();
      await standInForStackBlitz(page, scenario);
      await openLab(page);
      await page.locator('[data-auto-run]').uncheck();
      await page.locator('[data-menu] summary').click();
      await page.getByRole('button', { name: 'Put in the solution' }).click();
      await chooseWebContainer(page);
      if (waits) {
        await expect(status(page)).toContainText(/StackBlitz/);
        await page.clock.fastForward(10_000);
        await expect(status(page)).toContainText('takes longer than it should');
        await page.clock.fastForward(40_000);
      }
      await expect(status(page)).toContainText(says, { timeout: SLOW });
      await expect(page.locator('lab-attempts tr[data-tone="no"]')).toHaveCount(0);
      await status(page).getByRole('button', { name: 'Use the embedded host' }).click();
      if (waits) return;
      await runToTheEnd(page);
      await expect(summary(page)).toContainText('Everybody got what is theirs');
      await expect(summary(page)).toContainText('On Embedded.');
      await page.reload();
      await expect(page.locator('[data-host]')).toHaveText('Embedded');
    });
  }

  test('offline is said within a second', async ({ page, context }) => {
    await openLab(page);
    await context.setOffline(true);
    await chooseWebContainer(page);
    await expect(status(page)).toContainText('needs the internet', { timeout: 1_000 });
  });

  test('a Content-Security-Policy that keeps the frame out is named', async ({ page }) => {
    await page.route(`**${STEP}`, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replaceAll('https://stackblitz.com', 'https://other.example');
      await route.fulfill({ response, body });
    });
    await openLab(page);
    await chooseWebContainer(page);
    await expect(status(page)).toContainText('keeps StackBlitz’s frame out: frame-src');
  });

  test('a site that cannot set the headers says not isolated', async ({ page }) => {
    await page.route(`**${STEP}`, async (route) => {
      const response = await route.fetch();
      const headers = response.headers();
      delete headers['cross-origin-opener-policy'];
      delete headers['cross-origin-embedder-policy'];
      await route.fulfill({ response, headers });
    });
    await openLab(page);
    await chooseWebContainer(page);
    await expect(status(page)).toContainText('not cross-origin isolated');
  });

  test('a frame that is removed in the middle of a run is a fault, no wrong answer', async ({ page }) => {
    test.slow();
    await standInForStackBlitz(page, 'sound');
    await openLab(page);
    await chooseWebContainer(page);
    await page.locator('lesson-lab button[data-run]').click();
    await expect(page.locator('lab-attempts')).toContainText('being tried', { timeout: SLOW });
    await page.evaluate(() => document.querySelector('iframe[src^="https://stackblitz.com"]')?.remove());
    await expect(status(page)).toContainText('frame is gone', { timeout: SLOW });
    await expect(page.locator('lesson-lab')).toHaveAttribute('data-life', 'broken', { timeout: SLOW });
  });

  test('a frame that answers after the page has given up is taken at the next try', async ({ page }) => {
    test.slow();
    await page.clock.install();
    await standInForStackBlitz(page, 'late');
    await openLab(page);
    await chooseWebContainer(page);
    await expect(status(page)).toContainText(/StackBlitz/);
    await page.clock.fastForward(50_000);
    await expect(status(page)).toContainText('did not start in time', { timeout: SLOW });
    await status(page).getByRole('button', { name: 'Retry' }).click();
    // Retry puts a fresh frame in the place of the silent one; either may be there at this moment.
    await expect(async () => {
      const frame = page.frames().find((one) => one.url().startsWith('https://stackblitz.com/headless'));
      await frame?.evaluate(() => postMessage('answer now', '*'));
      await expect(status(page)).toContainText(/Comparing|starting/, { timeout: 5_000 });
    }).toPass({ timeout: SLOW });
  });
});

test('a forged line of a program is not believed', async ({ page }) => {
  test.slow();
  await standInForStackBlitz(page, 'forged');
  await openLab(page);
  await page.locator('[data-auto-run]').uncheck();
  await chooseWebContainer(page);
  await runToTheEnd(page);
  await expect(summary(page)).toContainText('On WebContainer.');
});
