import type { Expectation } from '../check/check.ts';
import type { Script } from '../check/protocol.ts';
import type { Files } from '../files/files.ts';

/** What the course made of a statement: kept as it was, said more exactly, or put right. */
export type ClaimVerdict = 'kept' | 'sharpened' | 'corrected';

/** A statement of fact in the prose, and what stands behind it: at least one of experiment, measurement, citation. */
export interface Claim {
  readonly id: string;
  /** The statement, one sentence. */
  readonly says: string;
  readonly verdict: ClaimVerdict;
  /** Standards with their section: `RFC 6455 §4.1`. */
  readonly cites: readonly string[];
  readonly experiment?: Experiment;
  readonly measurement?: Measurement;
}

/** A script against a server, and what then is seen on the wire when the statement holds. */
export interface Experiment {
  readonly id: string;
  readonly template: string;
  readonly entry: string;
  /** The whole project: template, and what the experiment lays over it. */
  readonly files: Files;
  readonly clock: boolean;
  readonly script: Script;
  readonly expect: readonly Expectation[];
}

/** What was measured where the sandbox cannot go: with which versions, by which command, and what came out. */
export interface Measurement {
  readonly versions: Readonly<Record<string, string>>;
  readonly command: string;
  readonly result: string;
}
