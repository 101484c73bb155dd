import type { AttemptFault } from '../attempt/faults.ts';
import type { Verdict } from '../check/verdict.ts';
import type { Exercise, FilePosition } from '../lesson/exercise.ts';
import type { HostName } from '../sandbox/contract.ts';
import type { Transcript } from '../wire/wire-event.ts';
import { type ConsoleLog, emptyConsole } from './console-log.ts';
import type { Edits } from './edits.ts';

/** Everything that one lab is at a moment. `next` is the only thing that makes another one of it. */
export interface LabState {
  readonly exercise: Exercise;
  readonly edits: Edits;
  /** The file that is shown, and the line to show of it. A new object each time somebody asks to see a place. */
  readonly shown: FilePosition;
  readonly life: Life;
  /** How many runs were begun: the number of the last one. */
  readonly runs: number;
  /** One a check, in the order of the exercise: always all of them. */
  readonly rows: readonly Row[];
  /** The work that the rows speak of; `null` before the first run. */
  readonly ran: Edits | null;
  readonly console: ConsoleLog;
  /** Whether a pause in typing runs the checks again. */
  readonly autoRun: boolean;
  /** What a reset, a removal, a renaming or the solution replaced, to be brought back. */
  readonly undo: Undo | null;
  /** How many hints of a check are open, by check id. */
  readonly hints: Readonly<Record<string, number>>;
  readonly saving: Saving;
}

/**
 * The life of the machine below the lab. A run is counted, so that what a run that was given up still reports is known as old.
 * `stopping` is the time between asking a run to end and its end: no other run starts before that.
 */
export type Life =
  | { readonly kind: 'idle' }
  | { readonly kind: 'starting'; readonly run: number }
  | { readonly kind: 'running'; readonly run: number; readonly check: number }
  | { readonly kind: 'stopping'; readonly run: number; readonly wants: 'stop' | 'run' }
  | { readonly kind: 'finished' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'broken'; readonly fault: AttemptFault; readonly check: string | null };

/** One check in the table of attempts. `last` is what an earlier run saw, kept in sight until this run has its own. */
export type Row =
  | { readonly kind: 'not-run'; readonly last: Judged | null }
  | { readonly kind: 'waiting'; readonly last: Judged | null }
  | { readonly kind: 'running'; readonly last: Judged | null }
  | { readonly kind: 'judged'; readonly judged: Judged };

/** What one run of one check made happen, and how each expectation fared, in the order of the check. */
export interface Judged {
  readonly passed: boolean;
  readonly verdicts: readonly Verdict[];
  readonly transcript: Transcript;
  readonly host: HostName;
}

export interface Undo {
  /** What would be taken back, to stand behind “Undo”: `the reset of server.ts`. */
  readonly what: string;
  readonly edits: Edits;
}

/** `at` is epoch milliseconds. */
export type Saving =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'failed'; readonly says: string };

/** A lab that nobody has touched. */
export function untouched(exercise: Exercise): LabState {
  return {
    exercise,
    edits: {},
    shown: exercise.focus[0] ?? { path: exercise.entry },
    life: { kind: 'idle' },
    runs: 0,
    rows: exercise.checks.map(() => ({ kind: 'not-run', last: null })),
    ran: null,
    console: emptyConsole,
    autoRun: true,
    undo: null,
    hints: {},
    saving: { kind: 'nothing' },
  };
}

/** The number of the run that is under way, `null` when none is. */
export function runUnderWay(life: Life): number | null {
  switch (life.kind) {
    case 'starting':
    case 'running':
    case 'stopping':
      return life.run;
    case 'idle':
    case 'finished':
    case 'stopped':
    case 'broken':
      return null;
  }
}

/** Every core check was judged, on the files as they are now, and went as expected. */
export function holds(state: LabState): boolean {
  if (state.ran !== state.edits) return false;
  return state.exercise.checks.every((check, index) => {
    const row = state.rows[index];
    return !check.core || (row?.kind === 'judged' && row.judged.passed);
  });
}
