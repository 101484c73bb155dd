import type { Program } from '../sandbox/contract.ts';
import type { Transcript, WireEvent } from '../wire/wire-event.ts';
import * as faults from './faults.ts';
import { LineReader } from './line-reader.ts';
import type { ProbeLine } from './protocol.ts';
import { probeLine } from './valid-line.ts';
import { Watch } from './watch.ts';

/** How much of what a failing probe printed is told. */
const longestComplaint = 500;

/** One probe: the transcript that it writes, and what it wants meanwhile. */
export class ProbeRun {
  readonly #program: Program;
  readonly #transcript: WireEvent[] = [];
  readonly #watch = new Watch();
  readonly #onEvent: ((event: WireEvent) => void) | undefined;
  readonly #moveClock: (ms: number) => Promise<void>;
  #fault: faults.AttemptFault | undefined;
  #done = false;
  #ticks = 0;
  #asked = 0;
  #performed = 0;
  /** Why a live step could not be performed, by its number from 1. */
  readonly #refusals = new Map<number, faults.AttemptFault>();

  constructor(
    program: Program,
    options: {
      nonce: string;
      /** Has the server's clock moved by one slice. */
      tickServer: (ms: number) => Promise<void>;
      onEvent?: ((event: WireEvent) => void) | undefined;
    },
  ) {
    this.#program = program;
    this.#onEvent = options.onEvent;
    this.#moveClock = (ms) => this.#relayClock(ms, options.tickServer);
    void this.#follow(options.nonce);
  }

  get transcript(): Transcript {
    return this.#transcript;
  }

  get fault(): faults.AttemptFault | undefined {
    return this.#fault;
  }

  /** Sets its clock as far ahead of the machine's as the server's is. */
  setAhead(ms: number): Promise<void> {
    return this.#program.write(`ahead ${ms}\n`);
  }

  /** Lets a script begin. */
  start(): Promise<void> {
    return this.#program.write('start\n');
  }

  /** Resolves when the script has been performed, or to why it cannot be. */
  async done(withinMs: number): Promise<faults.AttemptFault | undefined> {
    const ended = await this.#watch.until(() => this.#fault ?? (this.#done ? 'done' : undefined), withinMs);
    return ended === 'done' ? undefined : (ended ?? faults.tooLong(withinMs / 1000));
  }

  /** Ends a wait for `done` with a fault that was found elsewhere. */
  giveUp(fault: faults.AttemptFault): void {
    if (this.#done) return;
    this.#fault ??= fault;
    this.#watch.changed();
  }

  /** Live mode: performs one step after those asked for before. Resolves when it has ended, or to why it cannot be performed. */
  async perform(step: object, withinMs: number): Promise<faults.AttemptFault | undefined> {
    this.#asked += 1;
    const number = this.#asked;
    await this.#program.write(`${JSON.stringify(step)}\n`);
    const ended = await this.#watch.until(
      () => this.#fault ?? (this.#performed >= number ? 'performed' : undefined),
      withinMs,
    );
    return ended === 'performed' ? this.#refusals.get(number) : (ended ?? faults.tooLong(withinMs / 1000));
  }

  async stop(): Promise<void> {
    await this.#program.kill();
  }

  async #follow(nonce: string): Promise<void> {
    const stdout = new LineReader(nonce);
    let complaint = '';
    for await (const { stream, text } of this.#program.output) {
      if (stream === 'stderr') complaint = (complaint + text).slice(-longestComplaint);
      else for (const written of stdout.push(text)) if ('line' in written) this.#read(written.line);
      this.#watch.changed();
    }
    const exit = await this.#program.exit;
    if ('fault' in exit) this.giveUp(faults.probeFault(exit.fault.message.replace(/\.$/, '')));
    else this.giveUp(faults.probeFault(complaint.trim() === '' ? 'it ended before it was done' : complaint.trim()));
  }

  #read(line: unknown): void {
    if (this.#done || this.#fault !== undefined) return;
    try {
      this.#hear(probeLine(line));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.giveUp(faults.probeFault(`it wrote a line that cannot be read: ${error.message}`));
    }
  }

  #hear(line: ProbeLine): void {
    switch (line.kind) {
      case 'wants-clock':
        void this.#moveClock(line.ms);
        break;
      case 'ticked':
        this.#ticks += 1;
        break;
      case 'performed':
        this.#performed += 1;
        break;
      case 'failed':
        // A live step has its end all the same, and the probe goes on; a script that makes no sense ends it.
        if (this.#asked > this.#performed) this.#refusals.set(this.#performed + 1, faults.scriptFault(line.message));
        else this.giveUp(faults.scriptFault(line.message));
        break;
      case 'gave-up':
        this.giveUp(faults.sentTooMuch(line.receivedBytes));
        break;
      default:
        this.#transcript.push(line);
        this.#onEvent?.(line);
        if (line.kind === 'done') this.#done = true;
    }
  }

  /** Moves both clocks in slices, the server's first, each acknowledged, so that what falls due travels between them meanwhile. */
  async #relayClock(ms: number, tickServer: (ms: number) => Promise<void>): Promise<void> {
    const slice = Math.max(100, Math.ceil(ms / 20));
    for (let left = ms; left > 0 && this.#fault === undefined; left -= slice) {
      const by = Math.min(slice, left);
      await tickServer(by);
      const before = this.#ticks;
      await this.#program.write(`tick ${by}\n`);
      await this.#watch.until(() => (this.#ticks > before ? true : this.#fault), 3000);
    }
    await this.#program.write('ticked\n');
  }
}
