import { defineConfig } from '@playwright/test';

import { engineName } from './tests/engines/engine-name.ts';

/** What runs in every engine; the rest is proved in Chromium. */
const inEveryEngine = ['**/sandbox-frame.e2e.ts', '**/faults.e2e.ts', '**/isolation.e2e.ts'];
const suites = {
  chromium: '**/*.e2e.ts',
  firefox: [...inEveryEngine, '**/browser-client.e2e.ts'],
  webkitgtk: inEveryEngine,
};

const port = Number(process.env['PORT'] ?? 4400);

/** End-to-end tests run on the built site, served with its real headers. The suites of the sandbox bring a site of their own. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: suites[engineName],
  forbidOnly: Boolean(process.env['CI']),
  fullyParallel: true,
  workers: 2,
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json']],
  use: {
    baseURL: `http://localhost:${port}`,
    launchOptions: {
      executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  ...(engineName === 'chromium' && {
    webServer: {
      command: `node scripts/serve.mjs --port ${port}`,
      port,
      reuseExistingServer: false,
      stdout: 'ignore',
    },
  }),
});
