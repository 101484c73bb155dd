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
import { call, type Tab } from '../engines/engine.ts';
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
export function openFrameSandboxIn(tab: Tab, url?: string): Promise<Sandbox> {
  return openSandboxIn(tab, 'embedded', url);
}

/** The sandbox of a page, driven from the test through the page: the contract, once removed. */
export async function openSandboxIn(tab: Tab, host: HostName, url?: string): Promise<Sandbox> {
  const programs = new Map<number, PageProgram>();
  await tab.expose('told', (told) => {
    const message = told as FromPage;
    const program = programs.get(message.program);
    if ('output' in message) program?.push(message.output);
    else program?.end(message.exit);
  });
  await call(tab, (address) => window.sandboxInPage.open(address), url);
  let last = 0;
  return {
    host,
    freePort: async () => (await call(tab, () => window.sandboxInPage.freePort())) ?? 8080,
    mount: async (files: Files) => rejectWith(await call(tab, (given) => window.sandboxInPage.mount(given), files)),
    async spawn(entry: string, options: SpawnOptions) {
      const number = ++last;
      const program = new PageProgram(tab, number);
      programs.set(number, program);
      rejectWith(await call(tab, (given) => window.sandboxInPage.spawn(...given), [number, entry, options] as const));
      return program;
    },
    dispose: () => call(tab, () => window.sandboxInPage.dispose()),
  };
}

function rejectWith(fault: FaultParts | undefined | null): void {
  if (fault) throw new SandboxFault(fault.code, fault.message, fault.hint);
}

class PageProgram implements Program {
  readonly exit: Promise<Exit>;
  readonly #tab: Tab;
  readonly #number: number;
  readonly #waiting: Output[] = [];
  #ended = false;
  #wake: () => void = () => {};
  #settle: (exit: Exit) => void = () => {};

  constructor(tab: Tab, number: number) {
    this.#tab = tab;
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
    return call(this.#tab, (given) => window.sandboxInPage.write(...given), [this.#number, text] as const);
  }

  async kill(): Promise<void> {
    await call(this.#tab, (number) => window.sandboxInPage.kill(number), this.#number);
    await this.exit;
  }
}
