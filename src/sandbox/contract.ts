import type { Files } from '../files/files.ts';

export type HostName = 'embedded' | 'node' | 'webcontainer';

/**
 * What Node programs run on. It is implemented three times, and `describeSandbox` (tests/) holds each of them to the same suite.
 * Every host offers the npm packages `ws`, `jose` and `@sinonjs/fake-timers`, unmodified, to bare imports.
 */
export interface Sandbox {
  readonly host: HostName;
  /** The port on loopback that the next server should be given as `PORT`: 8080, or a free one where ports are real. */
  freePort(): Promise<number>;
  /** Makes the project folder equal to `files`: writes what differs, removes what is no longer there. */
  mount(files: Files): Promise<void>;
  /** Starts `node [--import preload] entry …args`, in the folder `root` of what is mounted. */
  spawn(entry: string, options: SpawnOptions): Promise<Program>;
  /** Ends every program and frees what the host holds. Calls after it reject with the fault `disposed`. */
  dispose(): Promise<void>;
}

export interface SpawnOptions {
  /** Folder of the mounted files that is the program's working directory and all that it may read; `entry` is relative to it. */
  readonly root: string;
  /** Module imported before the entry (`node --import`): a path in the mounted files, relative to their top. */
  readonly preload?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Program {
  /** Everything that the program prints, in order; ends after `exit`. Bounded: a flood is cut and says so. One reader. */
  readonly output: AsyncIterable<Output>;
  /** Writes to the program's stdin. */
  write(text: string): Promise<void>;
  /** Ends the program at once (SIGKILL); its open connections are reset. Resolves when it is gone. Twice is fine. */
  kill(): Promise<void>;
  readonly exit: Promise<Exit>;
}

export type Output = { readonly stream: 'stdout' | 'stderr'; readonly text: string };

export type Exit = { readonly code: number } | { readonly signal: string } | { readonly fault: SandboxFault };

/**
 * What went wrong with the place, never with the answer.
 * `unresponsive`: the program did not answer within its limit (an endless loop) and was stopped.
 */
export type FaultCode =
  | 'not-started'
  | 'unresponsive'
  | 'lost'
  | 'disposed'
  | 'unsupported'
  | 'not-isolated'
  | 'offline'
  | 'boot-timeout'
  | 'call-timeout'
  | 'csp-blocked'
  | 'boot-rejected'
  | 'out-of-memory'
  | 'conformance'
  | 'protocol';

/** A fault of the sandbox: one sentence that says what happened (`message`), one that says the way on (`hint`). */
export class SandboxFault extends Error {
  override readonly name = 'SandboxFault';
  readonly code: FaultCode;
  readonly hint: string;
  constructor(code: FaultCode, message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}
