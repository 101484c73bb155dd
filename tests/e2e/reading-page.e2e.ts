import { expect } from '@playwright/test';
import { firstOf, pagesOf, test } from './site.ts';

const KB = 1000;
const UNTOUCHED_MS = 5_000;
const step = firstOf('/steps/') ?? '/';

test.use({ viewport: { width: 1280, height: 800 } });

// Every step, since each has its own prose, attempts and answers.
for (const path of pagesOf().filter((page) => /^\/steps\/[^/]+\/$/.test(page))) {
  test(`${path} costs at most 40 kB, 8 requests and 12 kB of JavaScript until somebody touches it`, async ({
    page,
  }) => {
    const session = await page.context().newCDPSession(page);
    const types = new Map<string, string>();
    const bytes = new Map<string, number>();
    await session.send('Network.enable');
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    session.on('Network.responseReceived', ({ requestId, type, response }) => {
      types.set(requestId, `${type} ${new URL(response.url).pathname}`);
    });
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
      bytes.set(requestId, encodedDataLength),
    );
    await page.goto(path, { waitUntil: 'load' });
    // The one thing that is measured here is what happens while time passes and nobody does anything.
    await page.waitForTimeout(UNTOUCHED_MS);

    const files = [...bytes].map(([id, size]) => ({ name: types.get(id) ?? id, size }));
    const table = files.map(({ name, size }) => `${(size / KB).toFixed(1)} kB ${name}`).join('\n');
    const sum = (part: typeof files) => part.reduce((total, { size }) => total + size, 0);
    expect(files.length, table).toBeGreaterThan(1);
    expect(files.length, table).toBeLessThanOrEqual(8);
    expect(sum(files), table).toBeLessThanOrEqual(40 * KB);
    expect(sum(files.filter(({ name }) => name.startsWith('Script'))), table).toBeLessThanOrEqual(12 * KB);
    expect(await page.locator('iframe').count(), 'frames before anybody wants one').toBe(0);
  });
}

test('a step can be typed into at first paint, before any script has come', async ({ page, context }) => {
  await context.route('**/*.js', () => {
    // Never answered: the page must do without.
  });
  await page.goto(step, { waitUntil: 'commit' });
  const area = page.locator('[data-editor] textarea');
  await area.click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('// here ');
  await expect(area).toHaveValue(/^\/\/ here /);
});

test('the policy of every page allows no inline script without its hash and no other origin', async ({ request }) => {
  for (const path of pagesOf()) {
    const html = await (await request.get(path)).text();
    const policy = /http-equiv="content-security-policy" content="([^"]+)"/.exec(html)?.[1];
    expect(policy, path).toBeDefined();
    expect(policy, path).toContain("default-src 'self'");
    expect(policy?.match(/script-src [^;]*/)?.[0], path).not.toMatch(/unsafe|https:|\*/);
    expect(policy?.match(/style-src-elem [^;]*/)?.[0], path).not.toMatch(/unsafe|https:|\*/);
    expect(policy, path).toContain("frame-src 'self' https://stackblitz.com");
  }
});

test('pages are served isolated, compressed and with a tag that saves the second visit', async ({ request }) => {
  const first = await request.get(step, { headers: { 'accept-encoding': 'br' } });
  const headers = first.headers();
  expect(headers['cross-origin-opener-policy']).toBe('same-origin');
  expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
  expect(headers['content-encoding']).toBe('br');
  const second = await request.get(step, { headers: { 'if-none-match': headers['etag'] ?? '' } });
  expect(second.status()).toBe(304);
});

test('an address that is not there answers 404 with a page that leads back', async ({ request }) => {
  const response = await request.get('/nobody/');
  expect(response.status()).toBe(404);
  expect(await response.text()).toContain('href="/"');
});
