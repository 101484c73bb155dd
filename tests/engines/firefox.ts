import puppeteer, { type BrowserContext, type Page } from 'puppeteer-core';
import type { Engine, Tab } from './engine.ts';
import { type Line, openLine } from './line.ts';

/** Firefox over WebDriver BiDi: an unchanged one, which Playwright cannot drive. Its path is FIREFOX_PATH, or Debian's. */
export async function startFirefox(): Promise<Engine> {
  const line = await openLine();
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env['FIREFOX_PATH'] ?? '/usr/bin/firefox-esr',
    protocolTimeout: 600_000,
    // Or each failed handshake makes the next one to that port wait longer.
    extraPrefsFirefox: { 'network.websocket.delay-failed-reconnects': false },
  });
  return {
    name: 'firefox',
    version: await browser.version(),
    async openTab() {
      const context = await browser.createBrowserContext();
      return tabOf(context, await context.newPage(), line);
    },
    async close() {
      await browser.close();
      await line.close();
    },
  };
}

function tabOf(context: BrowserContext, page: Page, line: Line): Tab {
  const uncaught: string[] = [];
  page.on('pageerror', (error) => uncaught.push(error instanceof Error ? error.message : String(error)));
  const tab: Tab = {
    goto: async (address) => void (await page.goto(address, { timeout: 120_000 })),
    address: async () => page.url(),
    evaluate: (expression) => page.evaluate(expression),
    async evaluateInFrame(path, expression) {
      const frame = page.frames().find((one) => URL.parse(one.url())?.pathname === path);
      if (!frame) throw new Error(`expected a frame at ${path}, found none`);
      return frame.evaluate(expression);
    },
    expose: (name, heard) => line.expose(tab, name, heard),
    uncaught: () => uncaught,
    close: () => context.close(),
    async clearCookies() {
      await context.deleteCookie(...(await context.cookies()));
    },
    async answer(origin, html) {
      await page.setRequestInterception(true);
      page.on('request', (request) => {
        const there = new URL(request.url()).origin === origin;
        // A request whose page has gone meanwhile needs no answer.
        const answered = there ? request.respond({ contentType: 'text/html', body: html }) : request.continue();
        answered.catch(() => {});
      });
    },
  };
  return tab;
}
