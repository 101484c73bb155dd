import { join } from 'node:path';
import { type Browser, expect, test } from '@playwright/test';
import { build } from 'esbuild';
import { tabOf } from '../engines/chromium.ts';
import { openSandboxIn } from '../runtime/frame-page.ts';
import { describeSandbox } from '../sandbox/describe-sandbox.ts';
import { standInForStackBlitz } from '../webcontainer/stand-in.ts';

// The stand-in runs its programs in the embedded runtime: what is proved is the adapter and the real @webcontainer/api in between.

test.describe.configure({ mode: 'default' });

let browser: Browser;
let baseURL: string | undefined;
let script: string;
test.beforeAll(async ({ browser: given }, { project }) => {
  browser = given;
  baseURL = project.use.baseURL;
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '../webcontainer/in-page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  script = outputFiles[0]?.text ?? '';
});

/** A page has one WebContainer, so each is opened in a page of its own. */
async function openInNewPage() {
  const page = await browser.newPage(baseURL === undefined ? {} : { baseURL });
  await standInForStackBlitz(page, 'sound');
  await page.goto('/steps/passing-credentials/');
  await page.evaluate(script);
  const sandbox = await openSandboxIn(tabOf(page), 'webcontainer');
  return sandbox;
}

describeSandbox(
  'webcontainer',
  openInNewPage,
  { describe: test.describe, test, beforeAll: test.beforeAll, afterAll: test.afterAll, expect },
  { hasTerminal: true, sharesFiles: true },
);
