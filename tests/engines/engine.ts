/** The browser engines in which the sandbox is proved. */
export type EngineName = 'chromium' | 'firefox' | 'webkitgtk';

/** A running browser, and all that the suites ask of one. */
export interface Engine {
  readonly name: EngineName;
  /** As the browser gives it, for example `firefox/140.3.0`. */
  readonly version: string;
  /** A blank tab which shares no cookies and no storage with another. */
  openTab(): Promise<Tab>;
  close(): Promise<void>;
}

export interface Tab {
  /** Loads a page, and its frames and scripts with it. */
  goto(address: string): Promise<void>;
  /** Where the tab is now. */
  address(): Promise<string>;
  /** The value of an expression in the page, as JSON; a promise is awaited. Rejects with what the page threw. */
  evaluate(expression: string): Promise<unknown>;
  /** The same in the frame of the page whose path is given. */
  evaluateInFrame(path: string, expression: string): Promise<unknown>;
  /** Gives the page that is now loaded a global function with one argument, which is JSON: each call is heard, in order. */
  expose(name: string, heard: (message: unknown) => void): Promise<void>;
  /** Messages of the errors so far that no script of the page or of its frames caught. */
  uncaught(): readonly string[];
  close(): Promise<void>;
  /** Only where the engine can be told to: the tab is put to sleep while something is done. */
  readonly asleepDuring?: (act: () => Promise<void>) => Promise<void>;
  /** Only where cookies are compared. */
  readonly clearCookies?: () => Promise<void>;
  /** Only where requests can be answered in the network's place: each one to this origin is given the document. */
  readonly answer?: (origin: string, html: string) => Promise<void>;
}

/** Calls a function in the page. It may use nothing but its argument and the page; what goes in and comes out is JSON. */
export async function call<Given, Result>(
  tab: Tab,
  act: (given: Given) => Result | Promise<Result>,
  given?: Given,
): Promise<Result> {
  return (await tab.evaluate(`(${act})(${JSON.stringify(given)})`)) as Result;
}
