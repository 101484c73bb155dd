import { readdirSync } from 'node:fs';
import { test as base, expect, type Page } from '@playwright/test';

/** Fails a test whose page put anything into the console: a refused policy, a missing file, an uncaught error. */
export const test = base.extend<{ readonly quiet: undefined }>({
  quiet: [
    async ({ page }, use) => {
      const heard: string[] = [];
      page.on('console', (message) => heard.push(`${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => heard.push(`uncaught: ${error.message}`));
      await use(undefined);
      expect(heard, 'what the console heard').toEqual([]);
    },
    { auto: true },
  ],
});

/** Every page of the built site, as its path on the server. */
export function pagesOf(dist = 'dist'): readonly string[] {
  return (
    readdirSync(dist, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      // Questions are served as pieces of HTML, which the review fetches: they are no pages.
      .filter((path) => path.endsWith('index.html') && !path.startsWith('questions/'))
      .map((path) => `/${path.slice(0, -'index.html'.length)}`)
      .sort()
  );
}

/** The first page of a kind: `/steps/`, `/myths/`; undefined when the course has none. */
export function firstOf(kind: string, dist = 'dist'): string | undefined {
  return pagesOf(dist).find((path) => path.startsWith(kind) && path !== kind);
}

/** One page of each kind that the site has. */
export function kindsOfPages(): readonly string[] {
  const single = pagesOf().filter((path) => path.split('/').length <= 3);
  const step = firstOf('/steps/') ?? '/';
  return [...single, step, `${step}help/`, ...['/myths/'].flatMap((kind) => firstOf(kind) ?? [])];
}

/** How far the page is wider than its window, in CSS pixels. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
