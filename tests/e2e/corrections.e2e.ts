import { expect } from '@playwright/test';
import { test } from './site.ts';

const shown = '.correction:visible';

test('the list of corrections can be filtered by keys', async ({ page }) => {
  await page.goto('/corrections/');
  await expect(page.locator(shown)).toHaveCount(81);
  await page.getByRole('radio', { name: /^all/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator(shown)).toHaveCount(14);
  await expect(page.getByRole('radio', { name: /^corrected/ })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: /^an experiment/ })).toBeChecked();
  for (const row of await page.locator(shown).all()) {
    await expect(row).toHaveAttribute('data-verdict', 'corrected');
    await expect(row).toContainText('run it');
  }
  // A part of which nothing is left does not leave its heading behind.
  for (const part of await page.locator('.correction-part:visible').all()) {
    expect(await part.locator(shown).count()).toBeGreaterThan(0);
  }
});

test('an address of one statement shows it, and its evidence leads to the claim', async ({ page }) => {
  await page.goto('/corrections/#text-24');
  const statement = page.locator('#text-24');
  await expect(statement).toBeInViewport();
  await expect(statement).toHaveAttribute('data-verdict', 'corrected');
  await statement.locator('.correction-evidence a').first().click();
  await expect(page).toHaveURL(/\/steps\/verifying-in-the-handshake\/#claim-fastapi-reads-headers$/);
  await expect(page.locator('#claim-fastapi-reads-headers')).toBeInViewport();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the filters of the corrections work all the same', async ({ page }) => {
    await page.goto('/corrections/');
    await page.getByRole('radio', { name: /^sharpened/ }).check();
    await expect(page.locator(shown)).toHaveCount(45);
    await page.getByRole('radio', { name: /^kept/ }).check();
    await expect(page.locator(shown)).toHaveCount(22);
    await page.getByRole('radio', { name: /^all/ }).check();
    await expect(page.locator(shown)).toHaveCount(81);
  });

  test('a pair shows both sides and what each attempt finds', async ({ page }) => {
    await page.goto('/pitfalls/');
    const pair = page.locator('.pair').first();
    await expect(pair.locator('pre.code')).toHaveCount(2);
    await expect(pair.locator('[data-side="wrong"]').getByText('fails').first()).toBeVisible();
    await expect(pair.locator('[data-try-pair]')).toBeHidden();
  });
});
