import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page } from '@playwright/test';
import { LabPage, solution, starter } from './lab-page.ts';
import { test } from './site.ts';

test.use({ viewport: { width: 1280, height: 900 } });
test.describe.configure({ timeout: 600_000 });

test('a learner predicts, lets strangers in, reads why, repairs the server, sees it hold and finds the work again', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open();

  await test.step('predict', async () => {
    const question = page.locator('quiz-question').first();
    await question.getByRole('radio').first().check();
    await question.getByRole('button', { name: /sure/ }).last().click();
  });

  await test.step('run: red, and the first difference is open and says why', async () => {
    await lab.run();
    await expect(lab.lab).toHaveAttribute('data-life', 'finished');
    await expect(lab.row('eavesdropper')).toHaveAttribute('data-tone', 'no');
    await expect(lab.lab.locator('lab-attempts caption')).toContainText(/\d+ of \d+ as expected\. First difference: /);
    const opened = lab.lab.locator('.attempt-more:visible');
    await expect(opened).toHaveCount(1);
    await expect(opened.locator('.why')).not.toBeEmpty();
  });

  await test.step('see on the wire what the stranger heard, the credential marked', async () => {
    await lab.row('eavesdropper').locator('.unfold').click();
    await lab.why('eavesdropper').getByRole('button', { name: 'See it on the wire' }).click();
    await expect(lab.panel('Wire')).toHaveAttribute('aria-selected', 'true');
    await expect(lab.lab.locator('lab-inspector [data-difference]')).toContainText(/members|welcome/);
    await expect(lab.lab.locator('lab-inspector mark').first()).toBeVisible();
  });

  await test.step('edit in Monaco, run by the keys: it holds', async () => {
    await lab.panel('Attempts').click();
    await lab.type(solution);
    await expect(lab.lab.locator('.tab[data-path="server.ts"]')).toContainText('edited');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(lab.status).toContainText('It holds', { timeout: 180_000 });
    await expect(lab.lab.locator('.attempt:not([data-tone="ok"])')).toHaveCount(0);
    await expect(page.locator('.wire-steps [aria-current]')).toHaveAttribute('data-state', 'done');
  });

  await test.step('the 401 is on the wire, and the page’s script is told 1006', async () => {
    await lab.panel('Wire').click();
    await lab.lab.locator('lab-inspector select').selectOption('bad-handshake');
    const connection = lab.lab.locator('lab-inspector .connection', { hasText: /^page/ });
    if ((await connection.getAttribute('open')) === null) await connection.locator('summary').first().click();
    await expect(connection.locator('.wire', { hasText: 'HTTP/1.1 401' })).toBeVisible();
    await expect(connection.locator('.script', { hasText: 'close 1006' })).toContainText(
      'The 401 stays with the browser',
    );
  });

  await test.step('reload: the work is there', async () => {
    await expect(lab.lab.locator('[data-saved]')).toContainText(/^Saved /);
    await page.reload();
    await lab.touch();
    await expect(lab.lab.locator('.tab[data-path="server.ts"]')).toContainText('edited');
    await lab.run();
    await expect(lab.status).toContainText('It holds');
  });
});

test('an endless loop is stopped with words, the page lives on, and the next run works', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.type('for (;;) {}\n');
  await lab.lab.locator('[data-run]').click();
  await lab.panel('Console').click();
  await expect(lab.panel('Console'), 'the page answers while the server loops').toHaveAttribute(
    'aria-selected',
    'true',
  );
  await lab.hasRun();
  await expect(lab.lab).toHaveAttribute('data-life', 'broken');
  await expect(lab.status).toContainText('an endless loop?');
  await expect(lab.lab.locator('.attempt[data-tone="no"]'), 'a fault is no failed check').toHaveCount(0);
  await lab.panel('Attempts').click();
  await lab.file('Reset server.ts');
  await expect(lab.lab).toHaveAttribute('data-life', 'finished', { timeout: 180_000 });
  await expect(lab.row('header')).toHaveAttribute('data-tone', 'ok');
});

test('a syntax error is a fault with file and line, not a failed check', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.type(`${starter}\nconst = 1;\n`);
  await lab.run();
  await expect(lab.lab).toHaveAttribute('data-life', 'broken');
  const line = starter.split('\n').length + 1;
  await expect(lab.status).toContainText(`server.ts, line ${line},`);
  await expect(lab.lab.locator('.attempt[data-tone="no"]')).toHaveCount(0);
  await lab.lab.locator('.tab[data-path="tokens.ts"]').click();
  await lab.status.getByRole('button', { name: `server.ts:${line}` }).click();
  await expect(lab.lab.locator('.tab[data-path="server.ts"]')).toHaveAttribute('aria-selected', 'true');
});

test('an error of the server while it runs is printed with places that open in the editor', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.type(`import './door.ts';\n${starter}`);
  await lab.file('New file …');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('door.ts');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await lab.type("console.error(new Error('somebody is at the door').stack);\n");
  await lab.run();
  await lab.panel('Console').click();
  const printed = lab.lab.locator('lab-console li', { hasText: 'somebody is at the door' }).first();
  await expect(printed).toBeVisible();
  await lab.lab.locator('.tab[data-path="server.ts"]').click();
  await lab.lab.locator('lab-console .place', { hasText: 'door.ts:1' }).first().click();
  await expect(lab.lab.locator('.tab[data-path="door.ts"]')).toHaveAttribute('aria-selected', 'true');
});

test('a run is stopped when the learner says so, and rows without a verdict stay without one', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.lab.locator('[data-run]').click();
  await expect(lab.row('header')).toHaveAttribute('data-tone', /ok|no/, { timeout: 180_000 });
  await lab.lab.locator('[data-stop]').click();
  await lab.hasRun();
  await expect(lab.status).toContainText('Stopped.');
  expect(await lab.lab.locator('.attempt[data-tone="waiting"]').count()).toBeGreaterThan(0);
});

test('what was replaced comes back: reset, solution and removal can be undone', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const tab = lab.lab.locator('.tab[data-path="server.ts"]');
  await lab.type('// mine\n');
  await expect(tab).toContainText('edited');
  await lab.file('Reset all files');
  await expect(tab).not.toContainText('edited');
  await lab.status.getByRole('button', { name: 'Undo the reset of all files' }).click();
  await expect(lab.lab.locator('.view-lines')).toContainText('// mine');
  await lab.file('Put in the solution');
  await expect(lab.lab.locator('.view-lines')).not.toContainText('// mine');
  await lab.file('Undo the solution');
  await expect(lab.lab.locator('.view-lines')).toContainText('// mine');
});

test('a keystroke is kept when the tab is killed 300 ms after it', async ({ playwright, launchOptions, baseURL }) => {
  const browser = await playwright.chromium.launch(launchOptions);
  const context = await browser.newContext({ ...(baseURL !== undefined && { baseURL }) });
  const page = await context.newPage();
  const lab = new LabPage(page);
  await lab.open();
  await lab.type('// the last words');
  // What is promised is a time: a keystroke is safe 300 ms after it.
  await page.waitForTimeout(300);
  const crashed = page.waitForEvent('crash');
  await killTabs(browser);
  await crashed;
  const next = new LabPage(await context.newPage());
  await next.open();
  await expect(next.lab.locator('.view-lines')).toContainText('// the last words');
  await browser.close();
});

test('everything can be done by keys alone', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await tabTo(page, '[data-run]');
  await page.keyboard.press('Enter');
  await lab.hasRun();
  await tabTo(page, '.attempt[data-check="eavesdropper"] .unfold');
  await page.keyboard.press('Enter');
  await expect(lab.why('eavesdropper')).toBeVisible();
  await tabTo(page, '#why-eavesdropper [data-act="hint"]');
  await page.keyboard.press('Enter');
  await expect(lab.why('eavesdropper').locator('.hints li')).toHaveCount(1);
  await expect(page.locator(':focus'), 'the next hint is where the last one was').toHaveAttribute('data-act', 'hint');
  await tabTo(page, '#why-eavesdropper [data-act="inspect"]', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator(':focus')).toHaveAttribute('data-panel', 'inspect');
  await tabTo(page, 'lab-inspector .asks');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(lab.lab.locator('.explanation')).toContainText(/RFC \d+/);
  await tabTo(page, '[data-panels] [aria-selected="true"]', 'Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await expect(lab.panel('Console')).toHaveAttribute('aria-selected', 'true');
  await tabTo(page, '[data-tabs] [aria-selected="true"]', 'Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await expect(lab.lab.locator('[data-tabs] [aria-selected="true"]')).not.toHaveAttribute('data-path', 'server.ts');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`idle, failed, green and with a dialog the lab has no accessibility violation, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    const lab = new LabPage(page);
    await lab.open();
    await accessible(page, 'idle');
    await lab.run();
    await accessible(page, 'failed');
    await lab.panel('Wire').click();
    await lab.lab.locator('lab-inspector .bytes summary:visible').first().click();
    await accessible(page, 'wire');
    await lab.panel('Console').click();
    await accessible(page, 'console');
    await lab.file('New file …');
    await page.getByRole('dialog').getByRole('textbox').fill('server.ts');
    await page.keyboard.press('Enter');
    await accessible(page, 'dialog');
    await page.keyboard.press('Escape');
    await lab.panel('Attempts').click();
    await lab.file('Put in the solution');
    await expect(lab.status).toContainText('It holds', { timeout: 180_000 });
    await accessible(page, 'green');
  });
}

test('a page whose every text was wrapped by a translator works on', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await translate(page);
  await lab.run();
  await expect(lab.row('eavesdropper')).toHaveAttribute('data-tone', 'no');
  await translate(page);
  await lab.row('eavesdropper').locator('.who').click();
  await lab.why('eavesdropper').locator('[data-act="hint"]').click();
  await expect(lab.why('eavesdropper').locator('.hints li')).toHaveCount(1);
  await lab.why('eavesdropper').locator('[data-act="inspect"]').click();
  await translate(page);
  await lab.lab.locator('lab-inspector .asks').nth(2).hover();
  await expect(lab.lab.locator('.explanation')).toContainText(/RFC/);
  await lab.panel('Attempts').click();
  await lab.file('Put in the solution');
  await translate(page);
  await expect(lab.status).toContainText('It holds', { timeout: 180_000 });
});

/** Ends the processes of every tab at once, as an operating system that is out of memory does: no event of the page fires. */
async function killTabs(browser: Browser): Promise<void> {
  const { processInfo } = await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo');
  for (const { type, id } of processInfo) if (type === 'renderer') process.kill(id, 'SIGKILL');
}

/** Presses a key until what it leads to has the focus. */
async function tabTo(page: Page, selector: string, key = 'Tab'): Promise<void> {
  for (let pressed = 0; pressed < 250; pressed++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    // In the editor a tab indents; Escape lets it out.
    if (await page.evaluate(() => document.activeElement?.closest('.editor') !== null))
      await page.keyboard.press('Escape');
    await page.keyboard.press(key);
  }
  throw new Error(`expected ${selector} to be reached with ${key}, found it was not`);
}

async function accessible(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
  expect(found, state).toEqual([]);
}

/** What a browser's translation does to a page: each text gets an element of its own. */
async function translate(page: Page): Promise<void> {
  await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    while (texts.nextNode()) found.push(texts.currentNode as Text);
    for (const text of found) {
      if (text.parentElement?.closest('[translate="no"], script, style, textarea, font')) continue;
      const font = document.createElement('font');
      text.replaceWith(font);
      font.append(text);
    }
  });
}
