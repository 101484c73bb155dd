import { createRequire } from 'node:module';
import { Builder, By, type WebDriver } from 'selenium-webdriver';
import { startDisplay } from './display.ts';
import type { Engine, Tab } from './engine.ts';
import { type Line, openLine } from './line.ts';

// The package names no exports: only `require` finds this folder's module, and TypeScript its declarations.
const { DriverService } = createRequire(import.meta.url)(
  'selenium-webdriver/remote',
) as typeof import('selenium-webdriver/remote');

/** WebKitGTK's MiniBrowser on a display of its own, through WebKitWebDriver: that of WEBKIT_DRIVER_PATH, or Debian's. */
export async function startWebKitGtk(): Promise<Engine> {
  const line = await openLine();
  const display = await startDisplay();
  const service = new DriverService.Builder(process.env['WEBKIT_DRIVER_PATH'] ?? '/usr/bin/WebKitWebDriver')
    .setLoopback(true)
    .setEnvironment({ ...process.env, DISPLAY: display.name } as Record<string, string>)
    .build();
  const address = await service.start();
  // The driver has one session at a time, and a session one store of cookies: each tab is a session of its own.
  const driver = await startSession(address);
  const version = (await driver.getCapabilities()).get('browserVersion');
  await driver.quit();
  return {
    name: 'webkitgtk',
    version: `webkitgtk/${version}`,
    openTab: async () => tabOf(await startSession(address), line),
    async close() {
      await service.kill();
      display.close();
      await line.close();
    },
  };
}

async function startSession(address: string): Promise<WebDriver> {
  const driver = await new Builder()
    .usingServer(address)
    .disableEnvironmentOverrides()
    .withCapabilities({ browserName: 'MiniBrowser' })
    .build();
  await driver.manage().setTimeouts({ script: 600_000, pageLoad: 120_000 });
  return driver;
}

function tabOf(driver: WebDriver, line: Line): Tab {
  const uncaught: string[] = [];
  let last: Promise<unknown> = Promise.resolve();
  // A session looks at one frame at a time: what is asked of it goes one by one.
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.then(act);
    last = turn.catch(() => {});
    return turn;
  };
  const tab: Tab = {
    async goto(address) {
      await inTurn(() => driver.get(address));
      await line.expose(tab, 'toldUncaught', (message) => uncaught.push(String(message)));
      await tab.evaluate(hearUncaught);
    },
    address: () => inTurn(() => driver.getCurrentUrl()),
    evaluate: (expression) => inTurn(() => evaluate(driver, expression)),
    evaluateInFrame: (path, expression) =>
      inTurn(async () => {
        await driver.switchTo().frame(await driver.findElement(By.css(`iframe[src^="${path}"]`)));
        try {
          return await evaluate(driver, expression);
        } finally {
          await driver.switchTo().defaultContent();
        }
      }),
    expose: (name, heard) => line.expose(tab, name, heard),
    uncaught: () => uncaught,
    close: () => inTurn(() => driver.quit()),
  };
  return tab;
}

/** WebDriver tells of no errors: the page itself does; what happens in its frames stays unheard. */
const hearUncaught = `(() => {
  addEventListener('error', ({ message }) => toldUncaught(message));
  addEventListener('unhandledrejection', ({ reason }) => toldUncaught(String(reason)));
})()`;

async function evaluate(driver: WebDriver, expression: string): Promise<unknown> {
  const script = `const done = arguments[0];
    (async () => (
${expression}
))().then(
      (value) => done({ value }),
      (error) => done({ error: String(error?.message ?? error) }));`;
  const { value, error } = await driver.executeAsyncScript<{ value?: unknown; error?: string }>(script);
  if (error !== undefined) throw new Error(error);
  return value;
}
