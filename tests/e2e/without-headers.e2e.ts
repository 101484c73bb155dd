import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { createStaticServer } from '../../scripts/static-server.mjs';
import { LabPage } from './lab-page.ts';

// The built site on a host that sets no header field of its own, such as GitHub Pages: what docs/deploy.md says of it.
const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  baseURL: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'without-headers-'));
    const paths = readdirSync('dist').filter((name) => name !== '_headers');
    for (const path of paths) symlinkSync(resolve('dist', path), join(folder, path));
    const server = createStaticServer(folder);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    await use(`http://localhost:${(server.address() as AddressInfo).port}`);
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    rmSync(folder, { recursive: true });
  },
});

test('without header fields a step is judged on the embedded host, and WebContainer says what it lacks', async ({
  page,
}) => {
  test.slow();
  const lab = new LabPage(page);
  await lab.open();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await lab.run();
  await expect(page.locator('lab-attempts caption')).toContainText(/[1-9]\d* of \d+ as expected/);
  await expect(lab.row('eavesdropper')).toHaveAttribute('data-tone', 'no');
  await page.locator('[data-host]').click();
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: /WebContainer/ })
    .check();
  await page.getByRole('button', { name: 'Run it there' }).click();
  await expect(page.locator('[data-host-status]')).toContainText('not cross-origin isolated');
});

test('over plain HTTP a run is a fault that says so and the way on', async ({ page, baseURL }) => {
  // The page's address is what makes it insecure; what is answered there is the same site.
  await page.route('http://course.example/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    await route.fulfill({ response: await route.fetch({ url: `${baseURL}${pathname}` }) });
  });
  const lab = new LabPage(page);
  await page.goto('http://course.example/steps/passing-credentials/');
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await lab.touch();
  await lab.run();
  await expect(lab.status).toContainText('this page came over plain HTTP');
  await expect(lab.status).toContainText('Open the page over HTTPS or on localhost.');
  await expect(page.locator('lab-attempts [data-tone="no"]')).toHaveCount(0);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});
