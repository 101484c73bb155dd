import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { questionOn, verdictOf } from './questions.ts';
import { test } from './site.ts';

const MYTH = '/myths/cors-protects-sockets/';
const LAB = '/steps/passing-credentials/';
const DAY = 86_400_000;

async function answer(page: Page, path: string, option: 'right' | 'wrong'): Promise<void> {
  await page.goto(path);
  const question = questionOn(page);
  const radio = option === 'right' ? 'input[value=right]' : 'input[type=radio]:not([value=right])';
  await question.locator(radio).first().check();
  await question.locator('button[value=sure]').click();
  expect(await verdictOf(question)).toBe(option);
}

function count(page: Page, what: string) {
  return page.locator(`.counts [data-count=${what}]`);
}

/** That the focused editor's file begins with a text. Monaco draws only the lines in view, so this goes to the first, until it says so. */
async function expectFirstLine(page: Page, text: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('ControlOrMeta+Home');
    await expect(page.locator('[data-editor]')).toContainText(text, { timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
}

/** A progress file as the page writes it, with facts and a name of the test's choosing. */
function progressFile(facts: readonly object[], name = '') {
  const file = {
    format: 'handshake-progress',
    name,
    exported: '2026-01-01T00:00:00.000Z',
    progress: { version: 1, facts, positions: {} },
    work: {},
  };
  return { name: 'progress.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(file)) };
}

function answered(item: string, at: number, shows: string | undefined, confidence = 'sure') {
  const outcome = shows === undefined ? { right: true, refutes: [] } : { right: false, shows };
  return {
    kind: 'answered',
    at,
    item,
    asked: item,
    purpose: 'prediction',
    answer: { choice: shows ?? 'right' },
    confidence,
    outcome,
  };
}

test('an answer is counted, exported, erased with its count, and there again after the import', async ({ page }) => {
  await answer(page, MYTH, 'wrong');
  await page.goto('/progress/');
  await expect(count(page, 'answers')).toHaveText('1');
  await expect(page.locator('[data-held] li')).toHaveCount(1);

  const download = page.waitForEvent('download');
  await page.getByLabel('Name on the file').fill('ann');
  await page.getByRole('button', { name: 'Export' }).click();
  const file = await (await download).path();

  await page.getByRole('button', { name: 'Erase everything' }).click();
  await expect(page.locator('[data-erase-something]')).toContainText('1 answers');
  await expect(page.getByRole('button', { name: 'No, keep it' })).toBeFocused();
  await page.getByRole('button', { name: 'Yes, erase it' }).click();
  await expect(page.locator('[data-nothing]')).toBeVisible();
  await page.reload();
  await expect(page.locator('[data-nothing]')).toBeVisible();

  await page.locator('[data-import]').setInputFiles(file);
  await expect(count(page, 'answers')).toHaveText('1');
  await expect(page.locator('[data-held] li')).toHaveCount(1);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ format: 'handshake-progress', name: 'ann' });
});

test('a right answer later clears a misconception', async ({ page }) => {
  await answer(page, MYTH, 'wrong');
  await page.getByRole('button', { name: 'Try again' }).click();
  await questionOn(page).locator('input[value=right]').check();
  await questionOn(page).locator('button[value=sure]').click();
  expect(await verdictOf(questionOn(page))).toBe('right');
  await page.goto('/progress/');
  await expect(count(page, 'answers')).toHaveText('2');
  await expect(page.locator('[data-none-held]')).toBeVisible();
});

test('two tabs answer, and both answers are kept and shown in both', async ({ page, context }) => {
  const other = await context.newPage();
  await other.goto('/progress/');
  await expect(other.locator('[data-nothing]')).toBeVisible();
  await answer(page, MYTH, 'right');
  await expect(count(other, 'answers')).toHaveText('1');
  await answer(page, '/myths/origin-is-identity/', 'wrong');
  await expect(count(other, 'answers')).toHaveText('2');
});

test('the map and the header show what is done, and the start page leads back to where one was', async ({ page }) => {
  await answer(page, MYTH, 'right');
  await page.goto(LAB);
  await page.evaluate(() => scrollTo(0, 900));
  await page.goto('/');
  await expect(page.locator('.beliefs [data-lesson="myths/cors-protects-sockets"]')).toHaveAttribute(
    'data-state',
    'done',
  );
  await expect(page.locator('.messages [data-lesson="steps/passing-credentials"]')).toHaveAttribute(
    'data-state',
    'started',
  );
  const resume = page.getByRole('link', { name: /Go on with/ });
  await expect(resume).toBeVisible();
  await resume.click();
  await expect(page).toHaveURL(/passing-credentials\/#resume$/);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(300);
});

test('a tab that is killed 300 ms after a keystroke loses nothing', async ({ page, context }) => {
  await page.goto(LAB);
  await page.locator('[data-editor] textarea').first().click();
  await expect(page.locator('lesson-lab')).toHaveAttribute('data-live', '', { timeout: 60_000 });
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('// kept to the last key: 7');
  // The promise that is tested is one about time.
  await page.waitForTimeout(300);
  const session = await context.newCDPSession(page);
  void session.send('Page.crash').catch(() => undefined);
  await page.waitForEvent('crash');
  await page.close({ runBeforeUnload: false });

  const again = await context.newPage();
  await again.goto(LAB);
  await again.locator('[data-editor] textarea').first().click();
  await expect(again.locator('lesson-lab')).toHaveAttribute('data-live', '', { timeout: 60_000 });
  await expectFirstLine(again, '// kept to the last key: 7');
});

test('what is typed is kept when one leaves the page at once', async ({ page }) => {
  await page.goto(LAB);
  await page.locator('[data-editor] textarea').first().click();
  await expect(page.locator('lesson-lab')).toHaveAttribute('data-live', '', { timeout: 60_000 });
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('// gone at once');
  await page.goto('/');
  await page.goto(LAB);
  await page.locator('[data-editor] textarea').first().click();
  await expectFirstLine(page, '// gone at once');
});

test('where the browser keeps nothing the course works, and every page says so', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    Object.defineProperty(globalThis, 'indexedDB', { get: () => ({ open: refuse }) });
    Object.defineProperty(globalThis, 'localStorage', { get: refuse });
  });
  await page.goto(MYTH);
  await expect(page.locator('[data-not-kept=blocked]')).toBeVisible();
  await questionOn(page).locator('input[value=right]').check();
  await questionOn(page).locator('button[value=guess]').click();
  expect(await verdictOf(questionOn(page))).toBe('right');
});

test('a damaged value is set aside as it was, told, and offered as a file', async ({ page }) => {
  await page.goto('/progress/');
  await expect(page.locator('[data-nothing]')).toBeVisible();
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('handshake');
        opening.onsuccess = () => {
          const change = opening.result.transaction('kept', 'readwrite');
          change.objectStore('kept').put({ version: 1, facts: 'eaten by a grue' }, 'progress');
          change.oncomplete = () => resolve();
          change.onerror = () => reject(change.error);
        };
      }),
  );
  await page.reload();
  await expect(page.locator('[data-set-aside]')).toBeVisible();
  await expect(count(page, 'setAside')).toHaveText('1');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save it as a file' }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('eaten by a grue');
  await answer(page, MYTH, 'right');
  await page.goto('/progress/');
  await expect(count(page, 'answers')).toHaveText('1');
});

test('a file that is chosen before the script of the page has come is imported', async ({ page }) => {
  let letScriptsCome = () => {};
  const scriptsMayCome = new Promise<void>((resolve) => {
    letScriptsCome = resolve;
  });
  await page.route('**/*.js', async (route) => {
    await scriptsMayCome;
    await route.continue();
  });
  await page.goto('/progress/', { waitUntil: 'commit' });
  await page.locator('[data-import]').setInputFiles(progressFile([answered('steps/gone/item', Date.now(), undefined)]));
  letScriptsCome();
  await expect(count(page, 'answers')).toHaveText('1');
});

test('a review asks what is due, sure-and-wrong first, as connections to judge, and nothing that is gone', async ({
  page,
}) => {
  const then = Date.now() - 2 * DAY;
  const facts = [
    answered('myths/cors-protects-sockets/foreign-page', then, undefined),
    answered('myths/nothing-after-close/one-more-message', then + 1, 'close-cuts-tcp', 'guess'),
    answered('myths/samesite-stops-hijacking/whose-page', then + 2, 'samesite-alone', 'sure'),
    ...Array.from({ length: 30 }, (_, index) => answered(`steps/gone/item-${index}`, then + 3 + index, undefined)),
  ];
  await page.goto('/progress/');
  await page.locator('[data-import]').setInputFiles(progressFile(facts));
  await expect(count(page, 'answers')).toHaveText('33');

  await page.goto('/review/');
  const question = page.locator('review-page quiz-question');
  await expect(question).toHaveAttribute('data-review-of', 'myths/samesite-stops-hijacking/whose-page');
  await expect(question).toHaveAttribute('data-question', 'myths/samesite-stops-hijacking/sibling-host');
  await expect(page.locator('[data-due]')).toHaveText('3');
  await question.locator('input[value=right]').check();
  await question.locator('button[value=sure]').click();
  expect(await verdictOf(question)).toBe('right');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(question).toHaveAttribute('data-review-of', 'myths/nothing-after-close/one-more-message');
  await page.goto('/progress/');
  await expect(page.locator('[data-held] li')).toHaveCount(1);
});

test('a review of what the course has no more asks nothing, and says when to come back', async ({ page }) => {
  await page.goto('/review/');
  await expect(page.getByText('Nothing has been answered yet.')).toBeVisible();
  await answer(page, MYTH, 'right');
  await page.goto('/review/');
  await expect(page.getByText('Nothing is due.')).toBeVisible();
});

test('a class of a hundred files, some of them hostile, becomes one report, and nothing leaves the page', async ({
  page,
}) => {
  await page.goto('/progress/');
  await expect(page.locator('[data-nothing]')).toBeVisible();
  const sent: string[] = [];
  // The page's own scripts may still be on their way here.
  page.on('request', (request) => request.resourceType() !== 'script' && sent.push(request.url()));
  page.on('dialog', () => sent.push('a dialog'));
  const item = 'myths/cors-protects-sockets/foreign-page';
  const learner = (index: number) => [
    { kind: 'opened', at: 1, lesson: 'myths/cors-protects-sockets' },
    answered(item, 2, index % 4 === 0 ? undefined : index % 3 === 0 ? 'preflight-asks' : 'cors-protects'),
  ];
  const good = Array.from({ length: 95 }, (_, index) => progressFile(learner(index), '<img src=x onerror=alert(1)>'));
  const bad = [
    { name: '<b>picture</b>.json', mimeType: 'application/json', buffer: Buffer.from('\u0089PNG') },
    { name: 'huge.json', mimeType: 'application/json', buffer: Buffer.alloc(9 * 1024 * 1024, 32) },
    { name: 'proto.json', mimeType: 'application/json', buffer: Buffer.from('{"__proto__":{"format":"x"}}') },
    progressFile([{ kind: 'opened', at: 1, lesson: '<script>alert(1)</script>' }]),
    progressFile([{ kind: 'opened', at: -1, lesson: 'steps/x' }]),
  ];
  await page.locator('[data-class]').setInputFiles([...good, ...bad]);

  await expect(page.locator('[data-class-said]')).toContainText('95 learners.');
  await expect(page.locator('[data-class-said]')).toContainText('Left out (5)');
  await expect(page.locator('[data-class-said] li').first()).toContainText('<b>picture</b>.json: It is not JSON.');
  const hardest = page.locator('.report').first().locator('tbody tr').first();
  await expect(hardest).toContainText('24 of 95');
  await expect(hardest).toContainText('CORS decides which pages may open a WebSocket.');
  await expect(page.locator('.report').nth(1)).toContainText('of 95');
  await expect(page.locator('.report').nth(2)).toContainText('CORS protects my sockets');
  expect(await page.evaluate(() => Object.hasOwn(Object.prototype, 'format'))).toBe(false);
  expect(sent).toEqual([]);
});

test('a file that is gone, or a folder, is refused with words, here and in a class', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'handshake-'));
  const path = join(folder, 'gone.json');
  writeFileSync(path, progressFile([]).buffer);
  await page.goto('/progress/');
  await expect(page.locator('[data-nothing]')).toBeVisible();
  // Chosen where nobody listens, so that it is gone before the page looks into it.
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('input'), { type: 'file' })));
  await page.locator('body > input[type=file]').setInputFiles(path);
  rmSync(folder, { recursive: true });
  await page.evaluate(() => {
    const gone = document.querySelector<HTMLInputElement>('body > input[type=file]')?.files?.[0];
    const data = new DataTransfer();
    if (gone) data.items.add(gone);
    document.querySelector('[data-drop]')?.dispatchEvent(new DragEvent('drop', { dataTransfer: data }));
    const input = document.querySelector<HTMLInputElement>('[data-import]');
    if (input) input.files = data.files;
    input?.dispatchEvent(new Event('change'));
  });
  await expect(page.locator('[data-class-said] li')).toContainText('gone.json: The browser cannot read it');
  await expect(page.locator('[data-said]')).toContainText('gone.json was not imported. The browser cannot read it');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the pages of progress and review, empty and full, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const look = async (state: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
        state,
      ).toEqual([]);
    };
    await page.goto('/review/');
    await expect(page.getByText('Nothing has been answered yet.')).toBeVisible();
    await look('review, empty');
    await page.goto('/progress/');
    await expect(page.locator('[data-nothing]')).toBeVisible();
    await look('progress, empty');
    const facts = [answered('myths/samesite-stops-hijacking/whose-page', Date.now() - 2 * DAY, 'samesite-alone')];
    await page.locator('[data-import]').setInputFiles(progressFile(facts));
    await expect(count(page, 'answers')).toHaveText('1');
    await page.locator('[data-class]').setInputFiles([progressFile(facts, 'ann')]);
    await expect(page.locator('.report')).toHaveCount(3);
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await look('progress, with a report and the question about erasing');
    await page.goto('/review/');
    await expect(page.locator('review-page quiz-question')).toBeVisible();
    await look('review, asking');
  });
}
