import type { Ending, RunningProcess } from '../../runtime/machine/running-process.ts';
import { type Exit, type Output, type Program, SandboxFault } from '../contract.ts';
import { OutputQueue } from './output-queue.ts';

/** A program of the machine, seen through the contract. */
export class MachineProgram implements Program {
  readonly exit: Promise<Exit>;
  readonly #queue: OutputQueue;
  #process: RunningProcess | undefined;
  #ended: (exit: Exit) => void = () => {};

  constructor() {
    this.#queue = new OutputQueue((characters) => this.#process?.taken(characters));
    this.exit = new Promise((resolve) => {
      this.#ended = resolve;
    });
  }

  get output(): AsyncIterable<Output> {
    return this.#queue;
  }

  /** To be called once, as soon as the process is there. */
  attach(process: RunningProcess): this {
    this.#process = process;
    return this;
  }

  printed(stream: 'stdout' | 'stderr', text: string): void {
    this.#queue.push({ stream, text });
  }

  ended(ending: Ending): void {
    this.#queue.end();
    this.#ended(exitOf(ending));
  }

  async write(text: string): Promise<void> {
    this.#process?.write(text);
  }

  async kill(): Promise<void> {
    this.#process?.kill();
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
