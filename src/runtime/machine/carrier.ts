import type { FromProgram, ToProgram } from '../protocol.ts';
import type { ShareMeter } from './watchdog.ts';

/** One thread that carries, or will carry, a program. */
export interface ProgramThread {
  post(message: ToProgram, transfer: readonly ArrayBuffer[]): void;
  /** A program is on it now: where threads can keep a process alive, this one does from here on. */
  hold(): void;
  /** Measures from now on how much of the time it could run. */
  measureShare(): ShareMeter;
  /** Ends the thread at once, whatever it does. */
  terminate(): void;
}

/** What a thread tells the machine. */
export interface ThreadListener {
  message(message: FromProgram): void;
  /** The thread itself failed: it could not start, or it ended without a word. */
  failed(reason: string): void;
}

/** A place in a module's function at which the engine stopped parsing, counted from 1. */
export interface ParseFailure {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** What differs between a page and Node: how threads are started, and how code is parsed without running it. */
export interface Carrier {
  startThread(listener: ThreadListener): ProgramThread;
  /** Parses an expression; undefined where it is well-formed. */
  checkSyntax(code: string): Promise<ParseFailure | undefined>;
  /** Monotonic milliseconds. */
  now(): number;
}
