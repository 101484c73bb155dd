import type { Files } from '../../src/files/files.ts';
import type { Program, Sandbox, SandboxFault, SpawnOptions } from '../../src/sandbox/contract.ts';
import { openFrameSandbox } from '../../src/sandbox/embedded/frame-sandbox.ts';
import type { PlainExit } from './frame-page.ts';

/** Runs in the page: opens the frame as the site does, and tells the test what its programs do. */
export class SandboxInPage {
  #sandbox: Sandbox | undefined;
  readonly #programs = new Map<number, Program>();

  async open(url?: string): Promise<void> {
    this.#sandbox = await openFrameSandbox(url);
  }

  async mount(files: Files): Promise<void> {
    await this.#sandbox?.mount(files);
  }

  async spawn(number: number, entry: string, options: SpawnOptions): Promise<void> {
    const program = await this.#sandbox?.spawn(entry, options);
    if (!program) throw new Error('open() has to come first');
    this.#programs.set(number, program);
    void this.#tell(number, program);
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

function partsOf({ code, message, hint }: SandboxFault) {
  return { code, message, hint };
}

window.sandboxInPage = new SandboxInPage();
