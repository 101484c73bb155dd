import type { Files } from '../files/files.ts';
import { mentionsIn } from '../files/places.ts';
import type { Exit, Output, Program } from '../sandbox/contract.ts';
import * as faults from './faults.ts';
import { LineReader } from './line-reader.ts';
import { OutputLog } from './output-log.ts';
import type { HarnessLine } from './protocol.ts';
import { harnessLine } from './valid-line.ts';
import { Watch } from './watch.ts';
import { withoutFolders } from './without-folders.ts';

type Uncaught = Extract<HarnessLine, { kind: 'uncaught' }>;

/** How a server ended, kept beside the transcript for the words. */
export interface ServerEnd {
  readonly exit: Exit;
  /** The error that ended it, where there was one. */
  readonly threw?: string;
}

/** Milliseconds that a server on another port has to listen on the right one as well. */
const graceForSecondPort = 500;
/** Milliseconds that the event loop has to come round. */
const patience = 2000;

/** One server under the harness: what it reported, and what it printed. */
export class ServerRun {
  readonly output: OutputLog;
  readonly #program: Program;
  readonly #port: number;
  readonly #files: Files;
  readonly #watch = new Watch();
  readonly #ports: number[] = [];
  #uncaught: Uncaught | undefined;
  #exit: Exit | undefined;
  #answers = 0;
  #ahead: number | undefined;

  constructor(
    program: Program,
    options: { port: number; nonce: string; files: Files; onOutput?: ((output: Output) => void) | undefined },
  ) {
    this.#program = program;
    this.#port = options.port;
    this.#files = options.files;
    this.output = new OutputLog(options.onOutput);
    void this.#follow(options.nonce);
  }

  /** Resolves to undefined when it listens on its port, else to why it does not. */
  async listening(withinMs: number): Promise<faults.AttemptFault | undefined> {
    const first = await this.#watch.until(() => this.#ports[0] ?? this.#stopped(), withinMs);
    if (first === undefined) return this.#silent(withinMs);
    if (typeof first === 'object') return first;
    const second = await this.#watch.until(() => this.#onItsPort() ?? this.#stopped(), graceForSecondPort);
    if (second === undefined) await this.responds();
    const settled = second ?? this.#onItsPort() ?? this.#stopped() ?? faults.wrongPort(first, this.#port);
    return settled === 'listens' ? undefined : settled;
  }

  /** Set once it has ended. */
  get end(): ServerEnd | undefined {
    if (this.#exit === undefined) return undefined;
    const threw = this.#uncaught === undefined ? {} : { threw: `${this.#uncaught.name}: ${this.#uncaught.message}` };
    return { exit: this.#exit, ...threw };
  }

  /** Resolves when it has ended, or to undefined when the time is over. */
  ended(withinMs: number): Promise<ServerEnd | undefined> {
    return this.#watch.until(() => this.end, withinMs);
  }

  /** Moves its clock; resolves when that is done, or nobody is there to do it. */
  async tick(ms: number): Promise<void> {
    await this.#ask(`tick ${ms}`, 2 * patience);
  }

  /** Whether its event loop comes round. */
  responds(): Promise<boolean> {
    return this.#ask('ping', patience);
  }

  /** Milliseconds that its clock is ahead of the machine's; undefined when it does not answer. */
  async ahead(): Promise<number | undefined> {
    return (await this.responds()) ? this.#ahead : undefined;
  }

  async stop(): Promise<void> {
    await this.#program.kill();
  }

  async #follow(nonce: string): Promise<void> {
    const readers = { stdout: new LineReader(nonce), stderr: new LineReader(nonce) };
    for await (const { stream, text } of this.#program.output) {
      for (const written of readers[stream].push(text)) {
        if ('text' in written) this.output.add({ stream, text: written.text });
        else this.#hear(harnessLine(written.line));
      }
      this.#watch.changed();
    }
    this.#exit = await this.#program.exit;
    this.#watch.changed();
  }

  #hear(line: HarnessLine | undefined): void {
    if (line?.kind === 'listening') this.#ports.push(line.port);
    else if (line?.kind === 'uncaught') this.#uncaught = line;
    else if (line !== undefined) this.#answers += 1;
    if (line?.kind === 'pong') this.#ahead = line.ahead;
  }

  async #ask(question: string, withinMs: number): Promise<boolean> {
    if (this.#exit !== undefined) return false;
    const before = this.#answers;
    await this.#program.write(`${question}\n`);
    const answer = await this.#watch.until(
      () => (this.#exit !== undefined || this.#answers > before ? this.#answers > before : undefined),
      withinMs,
    );
    return answer === true;
  }

  #onItsPort(): 'listens' | undefined {
    return this.#ports.includes(this.#port) ? 'listens' : undefined;
  }

  /** Why it will never listen, or undefined while it may. */
  #stopped(): faults.AttemptFault | undefined {
    if (this.#exit !== undefined) return this.#whyItEnded(this.#exit);
    return this.output.cut ? faults.printedTooMuch() : undefined;
  }

  async #silent(withinMs: number): Promise<faults.AttemptFault> {
    const responds = await this.responds();
    return this.#stopped() ?? (responds ? faults.neverListened(this.#port, withinMs / 1000) : faults.unresponsive());
  }

  #whyItEnded(exit: Exit): faults.AttemptFault {
    if ('fault' in exit) return faults.sandboxFault(exit.fault);
    const printed = this.output.text('stderr');
    const { name, message, code, port } = this.#uncaught ?? errorIn(printed);
    if (name === undefined || message === undefined) return faults.ended(exit, this.#port);
    if (code === 'EADDRINUSE') return faults.portTaken(port ?? this.#port);
    const said = withoutFolders(message);
    return name === 'SyntaxError'
      ? faults.syntaxError(said, this.#place(printed))
      : faults.threw(name, said, this.#place(printed));
  }

  #place(printed: string): faults.Place {
    const [mention] = mentionsIn(printed, this.#files);
    return mention === undefined ? {} : { file: mention.path, line: mention.line };
  }
}

/** The error that a program printed when it died, where the harness could not tell. */
function errorIn(printed: string): Partial<Uncaught> {
  const found = /^(?<name>\w*(?:Error|Exception))(?: \[\w+\])?: (?<message>.*)$/m.exec(printed)?.groups;
  return found === undefined ? {} : { name: found['name'] ?? '', message: found['message'] ?? '' };
}
