import { expect } from '@playwright/test';
import { pagesOf, test } from './site.ts';

const path = '/takeaways/';
test.skip(!pagesOf().includes(path), 'the course has no page of takeaways');

test('every key takeaway can be proved in the page, and its run agrees with what it says', async ({ page }) => {
  test.setTimeout(300_000);
  await page.goto(path);
  const buttons = await page.locator('.prove').all();
  expect(buttons.length).toBeGreaterThanOrEqual(5);
  for (const button of buttons) {
    const proof = page.locator(`#${await button.getAttribute('popovertarget')}`);
    await button.click();
    await proof.locator('[data-run-experiment] > button').click();
    await expect(proof.locator('[data-run="live"]')).toBeVisible({ timeout: 60_000 });
    await expect(proof.locator('[data-run="disagrees"]')).toBeHidden();
    expect(await proof.locator('[data-rows] > *').count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await expect(proof).toBeHidden();
    await expect(button).toBeFocused();
  }
});

test('each takeaway leads to its step, and to the statement there that shows it', async ({ page }) => {
  await page.goto(path);
  for (const section of await page.locator('h2:has(~ p .claim)').all()) {
    if ((await section.textContent())?.startsWith('And what')) continue;
    const links = section.locator('xpath=following-sibling::p[.//a][1]').locator('a');
    await expect(links.first()).toHaveAttribute('href', /^\/steps\/[a-z-]+\/$/);
    await expect(links.nth(1)).toHaveAttribute('href', /#claim-/);
  }
});
