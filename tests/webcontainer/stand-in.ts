import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Route } from '@playwright/test';
import { build } from 'esbuild';
import type { Scenario } from './stand-in/headless.ts';

/** The address that the pinned package asks for; another version asks otherwise, and then no test finds its frame. */
const HEADLESS = /^https:\/\/stackblitz\.com\/headless\?.*version=1\.6\.4/;

const ISOLATED = {
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'cross-origin',
};

let script: Promise<string> | undefined;

/**
 * Answers StackBlitz's address, in this page only, with the stand-in. `not-found` answers 404 as a network would whose proxy keeps it out.
 * Nothing leaves the machine: any other request to StackBlitz is refused and makes the test fail.
 */
export async function standInForStackBlitz(page: Page, scenario: Scenario | 'not-found'): Promise<void> {
  script ??= bundle();
  const text = await script;
  await page.route('https://stackblitz.com/**', async (route: Route) => {
    const url = route.request().url();
    if (url === 'https://stackblitz.com/sandbox.html') {
      return route.fulfill({
        headers: ISOLATED,
        contentType: 'text/html',
        body: readFileSync(join(process.env['DIST'] ?? 'dist', 'sandbox.html'), 'utf8'),
      });
    }
    if (!HEADLESS.test(url)) return route.abort();
    if (scenario === 'not-found') return route.fulfill({ status: 404, headers: ISOLATED, body: 'not found' });
    const body = `<!doctype html><meta charset="utf-8"><title>Stand-in</title><body><script>globalThis.scenario = ${JSON.stringify(scenario)};</script><script type="module">${text}</script>`;
    return route.fulfill({ headers: ISOLATED, contentType: 'text/html', body });
  });
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'stand-in/headless.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
  });
  return (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
}
