import type { Browser, Page } from '@playwright/test';
import type { Engine, Tab } from './engine.ts';

/** Chromium, as Playwright's runner starts it. */
export function chromiumEngine(browser: Browser): Engine {
  return {
    name: 'chromium',
    version: `chromium/${browser.version()}`,
    async openTab() {
      // A page on loopback may then reach loopback: no wall of Chromium's own stands before the sandbox's.
      const context = await browser.newContext({ permissions: ['local-network-access'] });
      return { ...tabOf(await context.newPage()), close: () => context.close() };
    },
    close: async () => {},
  };
}

/** A page of Playwright's as a tab. */
export function tabOf(page: Page): Tab {
  const uncaught: string[] = [];
  page.on('pageerror', ({ message }) => uncaught.push(message));
  return {
    goto: async (address) => void (await page.goto(address)),
    address: async () => page.url(),
    evaluate: (expression) => page.evaluate(expression),
    evaluateInFrame(path, expression) {
      const frame = page.frames().find((one) => one.url() !== '' && URL.parse(one.url())?.pathname === path);
      if (!frame) throw new Error(`expected a frame at ${path}, found none`);
      return frame.evaluate(expression);
    },
    expose: async (name, heard) => void (await page.exposeFunction(name, heard)),
    uncaught: () => uncaught,
    close: () => page.close(),
    async asleepDuring(act) {
      const session = await page.context().newCDPSession(page);
      await page.evaluate(() => {
        Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
        document.dispatchEvent(new Event('visibilitychange'));
      });
      await session.send('Page.setWebLifecycleState', { state: 'frozen' });
      await act();
      await session.send('Page.setWebLifecycleState', { state: 'active' });
    },
    clearCookies: () => page.context().clearCookies(),
    answer: async (origin, html) =>
      void (await page.route(`${origin}/**`, (route) => route.fulfill({ contentType: 'text/html', body: html }))),
  };
}
