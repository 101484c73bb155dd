import { expect } from '@playwright/test';
import { pagesOf, test } from './site.ts';

const path = '/pitfalls/';
test.skip(!pagesOf().includes(path), 'the course has no page of pitfalls');

test('each pair, tried in the page, finds what its table says', async ({ page }) => {
  test.setTimeout(300_000);
  await page.goto(path);
  const pairs = page.locator('.pair');
  expect(await pairs.count()).toBeGreaterThanOrEqual(7);
  for (const pair of await pairs.all()) {
    const told = await pair.locator('[data-side] span').evaluateAll(classesOf);
    await pair.locator('[data-try-pair]').click();
    await expect(pair.locator('[data-pair-says]')).toHaveText(/tried just now/, { timeout: 90_000 });
    expect(
      await pair.locator('[data-side] span').evaluateAll(classesOf),
      (await pair.getAttribute('data-pair')) ?? '',
    ).toEqual(told);
  }
});

test('a pair can be tried by keys alone, and says in its status what it does', async ({ page }) => {
  await page.goto(path);
  const pair = page.locator('.pair').first();
  await pair.locator('[data-try-pair]').focus();
  await page.keyboard.press('Enter');
  await expect(pair.getByRole('status')).not.toBeEmpty();
  await expect(pair.getByRole('status')).toHaveText(/tried just now/, { timeout: 90_000 });
});

/** `ok` or `no` of each cell of a table. */
function classesOf(cells: readonly Element[]): readonly string[] {
  return cells.map((cell) => cell.className);
}
