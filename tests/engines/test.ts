import { test as base } from '@playwright/test';
import { chromiumEngine } from './chromium.ts';
import type { Engine, Tab } from './engine.ts';
import { engineName } from './engine-name.ts';

/** Their drivers are loaded where they are used only: they are large. */
async function start(): Promise<Engine> {
  if (engineName === 'firefox') return (await import('./firefox.ts')).startFirefox();
  return (await import('./webkitgtk.ts')).startWebKitGtk();
}

/** Tests that run in every engine: each has a tab of its own. */
export const test = base.extend<{ readonly tab: Tab }, { readonly engine: Engine }>({
  engine: [
    engineName === 'chromium'
      ? async ({ browser }, use) => use(chromiumEngine(browser))
      : // biome-ignore lint/correctness/noEmptyPattern: the runner reads the fixtures that are needed out of this pattern
        async ({}, use) => {
          const engine = await start();
          await use(engine);
          await engine.close();
        },
    { scope: 'worker', timeout: 120_000 },
  ],
  tab: async ({ engine }, use) => {
    const tab = await engine.openTab();
    await use(tab);
    await tab.close();
  },
});
