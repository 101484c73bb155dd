import type { Files } from '../../src/files/files.ts';
import { type Program, type Sandbox, SandboxFault, type SpawnOptions } from '../../src/sandbox/contract.ts';
import type { FaultParts, PlainExit } from './frame-page.ts';

/** Runs in the page: opens a sandbox there, and tells the test what its programs do. */
export class SandboxInPage {
  #sandbox: Sandbox | undefined;
  readonly #programs = new Map<number, Program>();

  readonly #open: (url?: string) => Promise<Sandbox>;

  constructor(open: (url?: string) => Promise<Sandbox>) {
    this.#open = open;
  }

  async open(url?: string): Promise<void> {
    this.#sandbox = await this.#open(url);
  }

  async freePort(): Promise<number | undefined> {
    return this.#sandbox?.freePort();
  }

  async mount(files: Files): Promise<FaultParts | undefined> {
    return faultOf(async () => this.#sandbox?.mount(files));
  }

  async spawn(number: number, entry: string, options: SpawnOptions): Promise<FaultParts | undefined> {
    return faultOf(async () => {
      const program = await this.#sandbox?.spawn(entry, options);
      if (!program) throw new Error('open() has to come first');
      this.#programs.set(number, program);
      void this.#tell(number, program);
    });
  }

  async #tell(number: number, program: Program): Promise<void> {
    for await (const output of program.output) window.told({ program: number, output });
    const exit = await program.exit;
    const plain: PlainExit = 'fault' in exit ? { fault: partsOf(exit.fault) } : exit;
    window.told({ program: number, exit: plain });
  }

  async write(number: number, text: string): Promise<void> {
    await this.#programs.get(number)?.write(text);
  }

  async kill(number: number): Promise<void> {
    await this.#programs.get(number)?.kill();
  }

  async dispose(): Promise<void> {
    await this.#sandbox?.dispose();
  }
}

/** What a call of the sandbox rejected with; nothing when it did not. */
async function faultOf(call: () => Promise<unknown>): Promise<FaultParts | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    if (error instanceof SandboxFault) return partsOf(error);
    throw error;
  }
}

function partsOf({ code, message, hint }: SandboxFault): FaultParts {
  return { code, message, hint };
}
