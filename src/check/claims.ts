import type { Expectation } from './check.ts';
import type { Script } from './protocol.ts';

/** A statement of the prose as its author writes it: with at least one of `cites`, `experiment`, `measurement`. Its key is its id. */
export interface ClaimSource {
  /** The statement, one sentence. */
  readonly says: string;
  /** What the course made of it: kept, said more exactly, or put right. */
  readonly verdict: 'kept' | 'sharpened' | 'corrected';
  /** Standards with their section: `RFC 6455 §4.1`. */
  readonly cites?: readonly string[];
  readonly experiment?: ExperimentSource;
  readonly measurement?: MeasurementSource;
}

/** A script against a server, and what is then seen on the wire when the statement holds. */
export interface ExperimentSource {
  /** Name of a folder below sandbox-templates. */
  readonly template: string;
  /** Folder beside the module that is laid over the template: `solution`; `mutants/no-deadline` lies over the solution. */
  readonly layer?: string;
  /** Files laid over that: path → text. */
  readonly files?: Readonly<Record<string, string>>;
  /** The server's main module; `server.ts` when left out. */
  readonly entry?: string;
  /** Whether the clock is under control; `false` when left out. */
  readonly clock?: boolean;
  readonly script: Script;
  readonly expect: readonly Expectation[];
}

/** What was measured where the sandbox cannot go. */
export interface MeasurementSource {
  readonly versions: Readonly<Record<string, string>>;
  readonly command: string;
  readonly result: string;
}
