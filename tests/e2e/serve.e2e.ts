import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test as base, expect } from '@playwright/test';

// What an author sees who saves a file while `course serve` runs, in a browser.

interface Author {
  readonly url: string;
  /** Replaces a text of a file of the course, and saves it. */
  save(file: string, from: string, to: string): Promise<void>;
}

const test = base.extend<{ readonly author: Author }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  author: async ({}, use) => {
    const courseDir = await mkdtemp(join(tmpdir(), 'serve-'));
    await cp('tests/courses/http-caching', courseDir, { recursive: true });
    const child = spawn(process.execPath, ['src/cli/course.ts', 'serve'], {
      env: { ...process.env, COURSE_DIR: courseDir, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await use({
      url: await addressOf(child),
      save: async (file, from, to) => {
        const text = await readFile(join(courseDir, file), 'utf8');
        expect(text.split(from), `“${from}” once in ${file}`).toHaveLength(2);
        await writeFile(
          join(courseDir, file),
          text.replace(from, () => to),
        );
      },
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    await ended;
    await rm(courseDir, { recursive: true });
  },
});

/** The address that the server prints when it is ready. */
async function addressOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('expected a pipe');
  for await (const line of createInterface(child.stdout)) {
    const [address] = /http:\/\/localhost:\d+/.exec(line) ?? [];
    if (address) {
      child.stdout.resume();
      return address;
    }
  }
  throw new Error('expected `course serve` to print its address, found that it ended');
}

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
