import { readdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as noisy, type Page } from '@playwright/test';
import { choose, countAnnouncements, placeOf, questionOn, tabTo, translate, verdictOf } from './questions.ts';
import { test } from './site.ts';

const myths = readdirSync('lessons/myths');
const first = `/myths/${myths[0]}/`;
const confidence = 'button[name=confidence][value=sure]';

for (const myth of myths) {
  test(`${myth} by keyboard alone: commit, see the experiment run, read why`, async ({ page }) => {
    await page.goto(`/myths/${myth}/`);
    const question = questionOn(page);
    const said = await countAnnouncements(page);
    await tabTo(page, 'quiz-question input[type=radio]');
    await choose(page, await placeOf(question, 'right'));
    await tabTo(page, confidence);
    await page.keyboard.press('Enter');
    await expect(question.locator('.outcome')).toBeFocused();
    expect(await verdictOf(question)).toBe('right');
    await expect(question.locator('[data-run=live]')).toBeVisible();
    await expect(question.locator('[data-run=disagrees]')).toBeHidden();
    expect(await question.locator('[data-rows] > li').count()).toBeGreaterThan(1);
    await expect(question.locator('[data-rows] .no')).toHaveCount(0);
    await expect(question.locator('handshake-inspector, [data-wire] table').first()).toBeVisible();
    await expect(question.locator('details.answers')).toHaveAttribute('open');
    await expect(question.locator('[data-belief]')).toBeVisible();
    expect(await said(), 'announcements of the verdict').toBe(1);
    await tabTo(page, '.next-belief a');
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL(new RegExp(`/${myth}/`));
  });
}

async function answerWrong(page: Page): Promise<void> {
  const question = questionOn(page);
  await question.locator('input[type=radio]:not([value=right])').first().check();
  await question.locator(confidence).click();
  expect(await verdictOf(question)).toBe('wrong');
}

test('a wrong answer is quoted beside what was observed, explained, and may be tried again', async ({ page }) => {
  await page.goto(first);
  const question = questionOn(page);
  const option = question
    .locator('label')
    .filter({ has: page.locator('input:not([value=right])') })
    .first();
  const words = (await option.locator('span').textContent())?.trim() ?? '';
  await answerWrong(page);
  await expect(question.locator('[data-said]')).toHaveText(words);
  await expect(question.locator('[data-confidence=sure]')).toBeVisible();
  await expect(question.locator('[data-chosen]')).toHaveCount(1);
  await question.getByRole('button', { name: 'Try again' }).click();
  await expect(question.locator('.outcome')).toBeHidden();
  await expect(question.locator('details.answers')).not.toHaveAttribute('open');
  await question.locator('input[value=right]').check();
  await question.locator(confidence).click();
  expect(await verdictOf(question)).toBe('right');
  await expect(question.getByRole('button', { name: 'Try again' })).toBeHidden();
});

test('who tries again while the experiment still runs is told nothing of the try before', async ({ page }) => {
  const answer = Promise.withResolvers<void>();
  await page.route('**/experiments/**', async (route) => {
    await answer.promise;
    await route.continue();
  });
  await page.goto(first);
  const question = questionOn(page);
  await question.locator('input[type=radio]:not([value=right])').first().check();
  await question.locator(confidence).click();
  await expect(question.locator('[data-run=running]')).toBeVisible();
  await question.getByRole('button', { name: 'Try again' }).click();
  answer.resolve();
  // The experiment has run when its rows are there, and what it has to say is said by then.
  await expect(question.locator('[data-rows] > li')).not.toHaveCount(0);
  await expect(question).toHaveAttribute('data-state', 'asked');
  await expect(question).not.toHaveAttribute('data-verdict');
});

test('committing without an answer is refused by the browser, and nothing is counted', async ({ page }) => {
  await page.goto(first);
  const question = questionOn(page);
  await question.locator(confidence).click();
  await expect(question).toHaveAttribute('data-state', 'asked');
});

test('nothing but a small script comes before the page is touched, and what is pressed at once is not lost', async ({
  page,
}) => {
  const scripts: string[] = [];
  page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()));
  await page.goto(first);
  await page.waitForLoadState('networkidle');
  const before = scripts.length;
  expect(before).toBeLessThanOrEqual(2);
  await page.evaluate(() => {
    document.querySelector<HTMLInputElement>('quiz-question input[value=right]')?.click();
    document.querySelector<HTMLButtonElement>('quiz-question button[value=sure]')?.click();
  });
  expect(await verdictOf(questionOn(page))).toBe('right');
  expect(scripts.length).toBeGreaterThan(before);
});

test('a question may be skipped, and taken up later', async ({ page }) => {
  await page.goto(first);
  const question = questionOn(page);
  await question.getByRole('button', { name: 'Skip' }).click();
  await expect(question).toHaveAttribute('data-state', 'skipped');
  await expect(question.getByRole('button', { name: 'Try again' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(question).toHaveAttribute('data-state', 'asked');
});

test('an answer is there again on the next visit, and nothing runs before it is asked for', async ({ page }) => {
  await page.goto(first);
  await answerWrong(page);
  await page.reload();
  const question = questionOn(page);
  expect(await verdictOf(question)).toBe('wrong');
  await expect(question.locator('[data-confidence=sure]')).toBeVisible();
  await expect(page.locator('iframe')).toHaveCount(0);
  await question.getByRole('button', { name: 'Run the experiment' }).click();
  await expect(question.locator('[data-run=live]')).toBeVisible({ timeout: 60_000 });
});

test('everything works on a translated page, and stays translated', async ({ page }) => {
  await page.goto(first);
  await translate(page);
  await answerWrong(page);
  const question = questionOn(page);
  await expect(question.locator('[data-said]')).toContainText('«');
  await expect(question.locator('[data-verdict=wrong]')).toContainText('«');
  await question.locator('[data-do=again] font').first().click();
  await question.locator('input[value=right]').check();
  await question.locator(`${confidence} font`).first().click();
  expect(await verdictOf(question)).toBe('right');
});

// The browser itself complains of the frame that does not come.
noisy(
  'where the experiment cannot run the page says so, plays the recording, and gives its verdict all the same',
  async ({ page, context }) => {
    await context.route('**/sandbox*.html', (route) => route.abort());
    await page.goto(first);
    const question = questionOn(page);
    await question.locator('input[value=right]').check();
    await question.locator(confidence).click();
    expect(await verdictOf(question)).toBe('right');
    await expect(question.locator('[data-run=recorded]')).toBeVisible();
    await expect(question.locator('[data-rows] .no')).toHaveCount(0);
  },
);

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every myth shows its question, its answers to unfold, and its server', async ({ page }) => {
    for (const myth of myths) {
      await page.goto(`/myths/${myth}/`);
      const question = questionOn(page);
      await expect(question.locator('legend').first()).toBeVisible();
      await expect(question.locator(confidence)).toBeHidden();
      await question.locator('details.answers > summary').click();
      await expect(question.locator('[data-why=right]')).toBeVisible();
      await expect(question.locator('[data-belief]')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Run it here' })).toBeHidden();
    }
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any state of a question, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(first);
    const question = questionOn(page);
    const look = async (state: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
        state,
      ).toEqual([]);
    };
    await page.mouse.move(9, 9);
    await expect(question).toHaveAttribute('data-state', 'asked');
    await look('asked');
    await question.getByRole('button', { name: 'Skip' }).click();
    await look('skipped');
    await question.getByRole('button', { name: 'Try again' }).click();
    await answerWrong(page);
    await look('wrong');
    await question.getByRole('button', { name: 'Try again' }).click();
    await question.locator('input[value=right]').check();
    await question.locator(confidence).click();
    expect(await verdictOf(question)).toBe('right');
    await look('right');
  });
}
