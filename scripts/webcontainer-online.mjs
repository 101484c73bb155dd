// The walk that needs the internet: two labs of the built course in StackBlitz's own runtime. Prints how long it took to boot, what the
// comparison with Node's bytes said, and each verdict with the starter and with the solution. Exit code 0 when all is as it must be.
import { once } from 'node:events';
import { chromium } from '@playwright/test';
import { createStaticServer } from './static-server.mjs';

const LABS = ['/steps/passing-credentials/', '/steps/handling-failures/'];
const PATIENCE_MS = 300_000;

const server = createStaticServer('dist').listen(0, 'localhost');
await once(server, 'listening');
const origin = `http://localhost:${server.address().port}`;
const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  chromiumSandbox: process.getuid?.() !== 0,
});
let failures = 0;
try {
  for (const lab of LABS) await walk(lab);
} finally {
  await browser.close();
  server.close();
  server.closeAllConnections();
}
console.log(failures === 0 ? 'All is as it must be.' : `${failures} of these are not as they must be.`);
process.exitCode = failures === 0 ? 0 : 1;

async function walk(path) {
  console.log(path);
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(origin + path);
  await page.getByRole('textbox', { name: /\.ts/ }).first().focus();
  await page.locator('lesson-lab[data-live]').waitFor();
  await page.locator('[data-auto-run]').uncheck();
  if (await boot(page)) {
    await run(page, 'starter', false);
    await page.locator('[data-menu] summary').click();
    await page.getByRole('button', { name: 'Put in the solution' }).click();
    await run(page, 'solution', true);
  }
  await page.close();
}

/** Chooses WebContainer and waits until it runs or says why not. */
async function boot(page) {
  const begin = performance.now();
  await page.locator('[data-host]').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /WebContainer/ }).check();
  await dialog.getByRole('button', { name: 'Run it there' }).click();
  const status = page.locator('[data-host-status]');
  await status.filter({ has: page.locator('.status-busy') }).waitFor();
  await page.waitForFunction(() => {
    const box = document.querySelector('[data-host-status]');
    return box?.hidden === true || box?.querySelector('.status-fault') !== null;
  });
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  const isUp = await status.isHidden();
  tell(
    isUp,
    isUp ? `booted, and its bytes are Node’s, in ${seconds} s` : `${await status.textContent()} (${seconds} s)`,
  );
  return isUp;
}

async function run(page, server, holds) {
  await page.locator('lesson-lab button[data-run]').click();
  await page.locator('lesson-lab:is([data-life=starting], [data-life=running])').waitFor();
  await page.locator('lesson-lab:is([data-life=finished], [data-life=broken])').waitFor();
  const caption = (await page.locator('lab-attempts caption').textContent()).replace(/\s+/g, ' ');
  tell(caption.includes('Everybody got what is theirs') === holds, `${server}: ${caption}`);
  for (const row of await page.locator('lab-attempts .attempt').all()) {
    const name = await row.locator('th, td').first().textContent();
    console.log(`      ${(await row.getAttribute('data-tone')) ?? '?'}  ${name.replace(/\s+/g, ' ')}`);
  }
}

function tell(isRight, words) {
  if (!isRight) failures++;
  console.log(`  ${isRight ? 'ok ' : 'NO '} ${words}`);
}
