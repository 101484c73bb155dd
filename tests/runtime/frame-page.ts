import type { Page } from '@playwright/test';
import type { Files } from '../../src/files/files.ts';
import {
  type Exit,
  type FaultCode,
  type HostName,
  type Output,
  type Program,
  type Sandbox,
  SandboxFault,
  type SpawnOptions,
} from '../../src/sandbox/contract.ts';
import type { SandboxInPage } from './sandbox-in-page.ts';

declare global {
  interface Window {
    sandboxInPage: SandboxInPage;
    told(message: FromPage): void;
  }
}

/** What the page tells the test about a program. */
export type FromPage =
  | { readonly program: number; readonly output: Output }
  | { readonly program: number; readonly exit: PlainExit };

/** A fault as it can leave the page. */
export interface FaultParts {
  readonly code: FaultCode;
  readonly message: string;
  readonly hint: string;
}

export type PlainExit = { readonly code: number } | { readonly signal: string } | { readonly fault: FaultParts };

/** The sandboxed frame of a page. */
export function openFrameSandboxIn(page: Page, url?: string): Promise<Sandbox> {
  return openSandboxIn(page, 'embedded', url);
}

/** The sandbox of a page, driven from the test through the page: the contract, once removed. */
export async function openSandboxIn(page: Page, host: HostName, url?: string): Promise<Sandbox> {
  const programs = new Map<number, PageProgram>();
  await page.exposeFunction('told', (message: FromPage) => {
    const program = programs.get(message.program);
    if ('output' in message) program?.push(message.output);
    else program?.end(message.exit);
  });
  await page.evaluate((address) => window.sandboxInPage.open(address), url);
  let last = 0;
  return {
    host,
    freePort: async () => (await page.evaluate(() => window.sandboxInPage.freePort())) ?? 8080,
    mount: async (files: Files) => rejectWith(await page.evaluate((given) => window.sandboxInPage.mount(given), files)),
    async spawn(entry: string, options: SpawnOptions) {
      const number = ++last;
      const program = new PageProgram(page, number);
      programs.set(number, program);
      rejectWith(
        await page.evaluate((given) => window.sandboxInPage.spawn(...given), [number, entry, options] as const),
      );
      return program;
    },
    dispose: () => page.evaluate(() => window.sandboxInPage.dispose()),
  };
}

function rejectWith(fault: FaultParts | undefined): void {
  if (fault) throw new SandboxFault(fault.code, fault.message, fault.hint);
}

class PageProgram implements Program {
  readonly exit: Promise<Exit>;
  readonly #page: Page;
  readonly #number: number;
  readonly #waiting: Output[] = [];
  #ended = false;
  #wake: () => void = () => {};
  #settle: (exit: Exit) => void = () => {};

  constructor(page: Page, number: number) {
    this.#page = page;
    this.#number = number;
    this.exit = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  readonly output: AsyncIterable<Output> = { [Symbol.asyncIterator]: () => this.#read() };

  push(output: Output): void {
    this.#waiting.push(output);
    this.#wake();
  }

  end(exit: PlainExit): void {
    this.#ended = true;
    this.#wake();
    if ('fault' in exit)
      this.#settle({ fault: new SandboxFault(exit.fault.code, exit.fault.message, exit.fault.hint) });
    else this.#settle(exit);
  }

  async *#read(): AsyncIterator<Output> {
    for (;;) {
      const next = this.#waiting.shift();
      if (next) yield next;
      else if (this.#ended) return;
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }

  write(text: string): Promise<void> {
    return this.#page.evaluate((given) => window.sandboxInPage.write(...given), [this.#number, text] as const);
  }

  async kill(): Promise<void> {
    await this.#page.evaluate((number) => window.sandboxInPage.kill(number), this.#number);
    await this.exit;
  }
}
