import type { Edit, Edits } from './edits.ts';
import { filesOf, rebased } from './edits.ts';
import type { LabState, Undo } from './lab-state.ts';

/** What is kept of a lab between visits. `at` is epoch milliseconds of the write; the later of two wins. */
export interface SavedWork {
  /** The exercise's version that the work was done on. */
  readonly version: string;
  readonly at: number;
  readonly edits: Edits;
  readonly shown: string;
  readonly autoRun: boolean;
  readonly hints: Readonly<Record<string, number>>;
  /** What a reset or the solution replaced last, so that a reload does not lose it either. */
  readonly undo: Undo | null;
}

/** Where a lab keeps work, by exercise id. The lab is handed one; it knows nothing of databases. */
export interface WorkStore {
  /** What was written last, unchecked; `undefined` when nothing was. */
  read(id: string): Promise<unknown>;
  write(id: string, work: SavedWork): Promise<void>;
  /** Writes before it returns, for a page that is about to go. */
  writeNow(id: string, work: SavedWork): void;
}

/** What a lab would have to keep now. */
export function workOf(state: LabState, at: number): SavedWork {
  const { exercise, edits, shown, autoRun, hints, undo } = state;
  return { version: exercise.version, at, edits, shown: shown.path, autoRun, hints, undo };
}

/**
 * The lab with kept work laid over it. Work on files that the author has changed since is kept and shows as a conflict; what the
 * learner typed before the store answered stays, and undoing it gives the kept text.
 */
export function withWork(state: LabState, work: SavedWork): LabState {
  const starter = state.exercise.files;
  const kept = rebased(starter, work.edits);
  const edits = { ...kept, ...state.edits };
  const isTyped = Object.keys(state.edits).length > 0;
  const isTypedOver = Object.entries(state.edits).some(
    ([path, { to }]) => Object.hasOwn(kept, path) && kept[path]?.to !== to,
  );
  const isThere = Object.hasOwn(filesOf(starter, edits), work.shown);
  return {
    ...state,
    edits,
    shown: isThere && !isTyped && work.shown !== state.shown.path ? { path: work.shown } : state.shown,
    autoRun: work.autoRun,
    hints: { ...work.hints, ...state.hints },
    undo: isTypedOver
      ? { what: 'typing over your saved work', edits: { ...state.edits, ...kept } }
      : (state.undo ?? work.undo),
    saving: isTyped ? { kind: 'unsaved' } : { kind: 'saved', at: work.at },
  };
}

/** Reads kept work; `undefined` when it is not of this shape (an older edition, a hand in the storage). */
export function readSavedWork(value: unknown): SavedWork | undefined {
  if (!isRecord(value)) return undefined;
  const { version, at, edits, shown, autoRun, hints, undo } = value as { readonly [key in keyof SavedWork]?: unknown };
  if (typeof version !== 'string' || typeof at !== 'number' || typeof shown !== 'string') return undefined;
  if (typeof autoRun !== 'boolean' || !isRecordOf(edits, isEdit) || !isRecordOf(hints, isCount)) return undefined;
  if (undo !== null && !isUndo(undo)) return undefined;
  return { version, at, edits, shown, autoRun, hints, undo };
}

function isEdit(value: unknown): value is Edit {
  if (!isRecord(value)) return false;
  const { from, to } = value as { readonly from?: unknown; readonly to?: unknown };
  return isTextOrNull(from) && isTextOrNull(to);
}

function isUndo(value: unknown): value is Undo {
  if (!isRecord(value)) return false;
  const { what, edits } = value as { readonly what?: unknown; readonly edits?: unknown };
  return typeof what === 'string' && isRecordOf(edits, isEdit);
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRecordOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is Readonly<Record<string, T>> {
  return isRecord(value) && Object.values(value).every(isItem);
}
