import type { AttemptFault } from '../attempt/faults.ts';
import type { Printed } from './console-log.ts';
import type { Judged } from './lab-state.ts';
import type { SavedWork } from './saved-work.ts';

/** Everything that can happen to a lab. */
export type LabEvent = LearnerEvent | RunEvent | StoreEvent;

/** What the learner does. */
export type LearnerEvent =
  | { readonly kind: 'edited'; readonly path: string; readonly text: string }
  | { readonly kind: 'opened'; readonly path: string; readonly line?: number }
  | { readonly kind: 'added'; readonly path: string }
  | { readonly kind: 'removed'; readonly path: string }
  | { readonly kind: 'renamed'; readonly path: string; readonly to: string }
  /** Back to the author's text: of one file, or of all. */
  | { readonly kind: 'reset'; readonly path: string | null }
  | { readonly kind: 'solved' }
  | { readonly kind: 'undone' }
  | { readonly kind: 'conflict-settled'; readonly path: string; readonly keep: 'mine' | 'given' }
  | { readonly kind: 'auto-run'; readonly on: boolean }
  | { readonly kind: 'run-asked' }
  | { readonly kind: 'stop-asked' }
  | { readonly kind: 'hint-opened'; readonly check: string };

/** What a run reports. `run` tells late words of a run that was given up. */
export type RunEvent =
  /** 400 ms went by without an edit. */
  | { readonly kind: 'paused' }
  | { readonly kind: 'check-began'; readonly run: number; readonly check: number }
  | { readonly kind: 'printed'; readonly run: number; readonly printed: Printed }
  | { readonly kind: 'check-judged'; readonly run: number; readonly check: number; readonly judged: Judged }
  /** The run holds nothing any more: it was through, it was stopped, or a fault ended it. */
  | { readonly kind: 'run-ended'; readonly run: number; readonly fault: AttemptFault | null };

/** What the store reports. */
export type StoreEvent =
  | { readonly kind: 'restored'; readonly work: SavedWork }
  | { readonly kind: 'saved'; readonly at: number; readonly work: SavedWork }
  | { readonly kind: 'save-failed'; readonly says: string };
