import { test as base, expect } from '@playwright/test';
import { type Author, startAuthor } from './author.ts';

// What an author sees who saves a file while `course serve` runs, in a browser.

const test = base.extend<{ readonly author: Author }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  author: async ({}, use) => {
    const author = await startAuthor();
    await use(author);
    await author.stop();
  },
});

const step = 'steps/01-freshness';

test('what an author saves is shown, and the place is kept', async ({ author, page }) => {
  await page.goto(`${author.url}/steps/freshness/`);
  await page.getByRole('heading', { name: 'Check yourself' }).scrollIntoViewIfNeeded();
  const place = await page.evaluate(() => scrollY);
  expect(place).toBeGreaterThan(0);

  await author.save(`${step}/lesson.mdx`, '## What a cache may guess', '## What a cache may well guess');
  await expect(page.getByRole('heading', { name: 'What a cache may well guess' })).toBeAttached();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(place);

  await author.save(
    `${step}/quiz.yaml`,
    'stem: What does the directive no-cache ask',
    'stem: What exactly does no-cache ask',
  );
  await expect(page.getByText('What exactly does no-cache ask of a cache?')).toBeAttached();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(place);

  await author.save(
    `${step}/checks.ts`,
    "title: 'The script may be kept for a year'",
    "title: 'The script stays for a year'",
  );
  await expect(page.getByText('The script stays for a year').first()).toBeAttached();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(place);

  await author.save(`${step}/exercise/server.ts`, 'console.log("hello");', 'console.log("good day");');
  await expect(page.getByText('good day').first()).toBeAttached();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(place);
});

test('a fault lies over the page in the words of `course check`, and goes away when it is mended', async ({
  author,
  page,
}) => {
  await page.goto(`${author.url}/steps/freshness/`);
  const overlay = page.locator('vite-error-overlay');
  await expect(page.getByRole('heading', { name: 'How long is it fresh?' })).toBeVisible();
  await expect(overlay).toHaveCount(0);

  // The overlay shows what stands in backticks as code.
  await author.save(`${step}/lesson.mdx`, 'level: foundation', 'level: basic');
  await expect(overlay).toContainText(
    `${step}/lesson.mdx:5:8: expected level to be one of "foundation", "intermediate", "advanced", "expert", found "basic"; write one of them`,
  );
  await expect(page.getByRole('heading', { name: 'How long is it fresh?' })).toBeAttached();

  await author.save(`${step}/checks.ts`, "'What does the answer say of its lifetime?',\n", '');
  await expect(overlay).toContainText('2 faults in the lessons');
  await expect(overlay).toContainText(
    'expected script-is-kept to have four hints: nudge, where, what, code, found 3; write them',
  );

  await author.save(`${step}/lesson.mdx`, 'level: basic', 'level: foundation');
  await expect(overlay).toContainText('1 fault in the lessons');
  await author.save(
    `${step}/checks.ts`,
    "'Look at the header fields that the server sets.'",
    "'What does it say?', 'Look at the header fields that the server sets.'",
  );
  await expect(overlay).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'How long is it fresh?' })).toBeVisible();
});
