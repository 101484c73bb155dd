import type { Ending } from '../../runtime/machine/running-process.ts';
import { type Exit, type Output, type Program, SandboxFault } from '../contract.ts';
import { OutputQueue } from './output-queue.ts';

/** How to reach a program where it runs. Each is ignored when the program has ended. */
export interface ProgramControl {
  write(text: string): void;
  /** So many characters of its output were read. */
  taken(characters: number): void;
  kill(): void;
}

/** A program of the runtime, seen through the contract. */
export class MachineProgram implements Program {
  readonly exit: Promise<Exit>;
  readonly #control: ProgramControl;
  readonly #queue: OutputQueue;
  #settle: (exit: Exit) => void = () => {};

  constructor(control: ProgramControl) {
    this.#control = control;
    this.#queue = new OutputQueue((characters) => control.taken(characters));
    this.exit = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  get output(): AsyncIterable<Output> {
    return this.#queue;
  }

  printed(stream: 'stdout' | 'stderr', text: string): void {
    this.#queue.push({ stream, text });
  }

  ended(ending: Ending): void {
    this.#queue.end();
    this.#settle(exitOf(ending));
  }

  async write(text: string): Promise<void> {
    this.#control.write(text);
  }

  async kill(): Promise<void> {
    this.#control.kill();
    await this.exit;
  }
}

/** How the contract tells an ending. */
export function exitOf(ending: Ending): Exit {
  switch (ending.kind) {
    case 'exited':
      return { code: ending.code };
    case 'died':
      return { signal: ending.signal };
    case 'unresponsive':
      return {
        fault: new SandboxFault(
          'unresponsive',
          'The program did not answer for 1 s (an endless loop?) and was stopped.',
          'Look for a loop that never ends, or for a promise chain that never lets go, then run it again.',
        ),
      };
    case 'broken':
      return {
        fault: new SandboxFault(
          'lost',
          `The thread of the program failed: ${ending.reason}`,
          'Run it again; when it happens again, reload the page.',
        ),
      };
  }
}
