import type { Check } from '../check/check.ts';
import type { Files } from '../files/files.ts';

/**
 * What a page hands to the lab: a server to repair and the checks that judge it. Plain JSON.
 * Every project here is whole, as the server finds it: the template with later layers over it.
 */
export interface Exercise {
  /** Course-wide and lasting, the key of stored work: `steps/passing-credentials`, `pages/pitfalls/prefix`, `templates/bearer-token`. */
  readonly id: string;
  /** Sixteen hex digits of a SHA-256 over `files`; when an author changes what the learner starts from, it changes. */
  readonly version: string;
  /** Name of the folder below sandbox-templates that everything is laid over. */
  readonly template: string;
  /** The server's main module, a key of `files`. */
  readonly entry: string;
  /** Where the learner starts. */
  readonly files: Files;
  /** One accepted answer. Empty when there is nothing to solve (playground). */
  readonly solution: Files;
  /** Other places to start from, from the most help to none; empty in most lessons. */
  readonly ladder: readonly Rung[];
  /** The files that are opened first, in this order; the first one is shown. */
  readonly focus: readonly FilePosition[];
  /** Shown, not editable. */
  readonly readOnly: readonly string[];
  /** Mounted, not shown. */
  readonly hidden: readonly string[];
  /** Whether the clock of server and probe is under control, so that `advance` may move it. */
  readonly clock: boolean;
  readonly checks: readonly Check[];
}

/** One starter of a fading ladder. */
export interface Rung {
  readonly id: string;
  readonly title: string;
  readonly files: Files;
}

/** A line counts from 1. */
export interface FilePosition {
  readonly path: string;
  readonly line?: number;
}

/** The four hints of a check are in this order. */
export const hintRungs = ['nudge', 'where', 'what', 'code'] as const;
export type HintRung = (typeof hintRungs)[number];
export interface Hint {
  readonly rung: HintRung;
  readonly text: string;
}

/** What only the authors' gate needs of an exercise; no page carries it. */
export interface Proof {
  /** Checks that the starter must fail; all others it must pass. */
  readonly starterFails: readonly string[];
  readonly mutants: readonly Mutant[];
  readonly variants: readonly Variant[];
}

/** A wrong answer, laid over the solution, that at least one check refuses. */
export interface Mutant {
  readonly id: string;
  /** What its author believed. */
  readonly belief: string;
  readonly misconception: string;
  /** Ids of checks, each of which must fail against it. */
  readonly refusedBy: readonly string[];
  readonly files: Files;
}

/** Another right answer, laid over the solution, that passes every check. */
export interface Variant {
  readonly id: string;
  readonly files: Files;
}
