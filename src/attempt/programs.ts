import type { Files } from '../files/files.ts';

/** The sources of the two programs that every attempt needs, by their paths below their own folders. */
export interface Programs {
  /** `sandbox-templates/probe`, entry `probe.ts`. */
  readonly probe: Files;
  /** `sandbox-templates/harness`, entry `preload.ts`. */
  readonly harness: Files;
}

/** What is under test. */
export interface Exercise {
  /** The server's project: template, exercise and the learner's edits, laid over one another. */
  readonly files: Files;
  /** The file of it that is run, `server.ts` when left out. */
  readonly entry?: string;
  /** Whether its time is under control, so that a script may `advance` it. */
  readonly clock?: boolean;
  readonly programs: Programs;
}
