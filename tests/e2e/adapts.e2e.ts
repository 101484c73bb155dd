import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { firstOf, kindsOfPages, overflow, test } from './site.ts';

const step = firstOf('/steps/') ?? '/';
const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;

for (const path of kindsOfPages()) {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`${path} has no accessibility violation, ${colorScheme}, ${size}`, async ({ browser }) => {
        const context = await browser.newContext({ viewport, colorScheme });
        const page = await context.newPage();
        await page.goto(path);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
        );
        expect(found).toEqual([]);
        await context.close();
      });
    }
  }

  test(`${path} needs no sideways scrolling at 320 px, nor with letters twice as large`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width: 320, height: 700 } });
    const page = await context.newPage();
    await page.goto(path);
    expect(await overflow(page), '320 px').toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 640, height: 800 });
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    expect(await overflow(page), '200 % text').toBeLessThanOrEqual(0);
    await context.close();
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a step shows its prose, its code in colours, every attempt, and answers to unfold', async ({ page }) => {
    await page.goto(step);
    await expect(page.locator('article h1')).toBeVisible();
    await expect(page.locator('[data-editor] pre.code .k').first()).toBeVisible();
    await expect(page.locator('[data-editor] textarea')).toBeHidden();
    expect(await page.locator('tr[data-check]').count()).toBeGreaterThan(0);
    const answers = page.locator('quiz-question details').first();
    await answers.locator('summary').first().click();
    await expect(answers.locator('[data-why]').first()).toBeVisible();
  });

  test('a statement’s proof opens all the same', async ({ page }) => {
    await page.goto(step);
    const prove = page.locator('.prove').first();
    await prove.click();
    await expect(page.locator(`#${await prove.getAttribute('popovertarget')}`)).toBeVisible();
  });
});

test('the colours that were chosen are there again at the next visit, before the first paint', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(step);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.locator('[data-theme-switch]').click();
  const dark = await paper();
  expect(dark).not.toBe(light);
  await page.reload({ waitUntil: 'commit' });
  await page.waitForSelector('body');
  expect(await paper()).toBe(dark);
});

test('in forced colours the steps and the selected file can still be told', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(step);
  const outline = await page
    .locator('.tab[aria-selected="true"]')
    .first()
    .evaluate((tab) => getComputedStyle(tab).outlineStyle);
  expect(outline).toBe('solid');
});

test('nothing moves for who asked for less motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(step);
  const moving = await page.evaluate(
    () =>
      document.getAnimations().length +
      [...document.querySelectorAll('*')].filter((one) => getComputedStyle(one).transitionDuration !== '0s').length,
  );
  expect(moving).toBe(0);
});
