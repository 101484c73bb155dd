import type { Exercise } from '../lesson/exercise.ts';
import { type Edits, edit, filesOf, keepMine, nameFault, without } from './edits.ts';
import type { LearnerEvent } from './lab-event.ts';
import type { LabState } from './lab-state.ts';

type WorkEvent = Exclude<LearnerEvent, { readonly kind: 'auto-run' | 'run-asked' | 'stop-asked' }>;

/** Whether the learner may change what is in a file. */
export function mayEdit(exercise: Exercise, path: string): boolean {
  return !exercise.readOnly.includes(path) && !exercise.hidden.includes(path);
}

/** Whether the learner may take a file away or give it another name: the server's main module has to stay where it is. */
export function mayRemove(exercise: Exercise, path: string): boolean {
  return mayEdit(exercise, path) && path !== exercise.entry;
}

/** What the learner's hand on files and hints changes. What is not allowed changes nothing: the page does not offer it. */
export function nextOfWork(state: LabState, event: WorkEvent): LabState {
  const { exercise, edits } = state;
  const starter = exercise.files;
  const files = filesOf(starter, edits);
  switch (event.kind) {
    case 'edited':
      if (!Object.hasOwn(files, event.path) || files[event.path] === event.text || !mayEdit(exercise, event.path))
        return state;
      return changed(state, edit(starter, edits, event.path, event.text));
    case 'opened': {
      if (!Object.hasOwn(files, event.path) || exercise.hidden.includes(event.path)) return state;
      const shown = event.line === undefined ? { path: event.path } : { path: event.path, line: event.line };
      return { ...state, shown, saving: { kind: 'unsaved' } };
    }
    case 'added':
      if (nameFault(files, event.path) !== undefined) return state;
      return { ...changed(state, edit(starter, edits, event.path, '')), shown: { path: event.path } };
    case 'removed':
      if (!Object.hasOwn(files, event.path) || !mayRemove(exercise, event.path)) return state;
      return replaced(state, edit(starter, edits, event.path, null), `the removal of ${event.path}`);
    case 'renamed': {
      if (!Object.hasOwn(files, event.path) || !mayRemove(exercise, event.path)) return state;
      if (nameFault(files, event.to) !== undefined) return state;
      const gone = edit(starter, edits, event.path, null);
      const moved = edit(starter, gone, event.to, files[event.path] ?? '');
      const shown = state.shown.path === event.path ? { path: event.to } : state.shown;
      return replaced({ ...state, shown }, moved, `the new name of ${event.path}`);
    }
    case 'reset': {
      const given = event.path === null ? {} : without(edits, event.path);
      if (Object.keys(given).length === Object.keys(edits).length) return state;
      return replaced(state, given, event.path === null ? 'the reset of all files' : `the reset of ${event.path}`);
    }
    case 'solved':
      return replaced(state, asEdits(exercise, edits), 'the solution');
    case 'undone':
      return state.undo === null ? state : replaced(state, state.undo.edits, state.undo.what);
    case 'conflict-settled':
      if (event.keep === 'mine') return changed(state, keepMine(starter, edits, event.path));
      return replaced(state, without(edits, event.path), `the author’s new ${event.path}`);
    case 'hint-opened': {
      const check = exercise.checks.find(({ id }) => id === event.check);
      const open = state.hints[event.check] ?? 0;
      if (check === undefined || open >= check.hints.length) return state;
      return { ...state, hints: { ...state.hints, [event.check]: open + 1 }, saving: { kind: 'unsaved' } };
    }
  }
}

function changed(state: LabState, edits: Edits): LabState {
  return { ...state, edits, saving: { kind: 'unsaved' } };
}

/** Work takes the place of other work, which can be brought back; bringing it back can itself be undone, so nothing is lost either way. */
function replaced(state: LabState, edits: Edits, what: string): LabState {
  const files = filesOf(state.exercise.files, edits);
  const shown = Object.hasOwn(files, state.shown.path)
    ? state.shown
    : (state.exercise.focus[0] ?? { path: state.exercise.entry });
  return { ...changed(state, edits), shown, undo: { what, edits: state.edits } };
}

/** The accepted answer as work on the exercise: files of the learner's own go. */
function asEdits(exercise: Exercise, edits: Edits): Edits {
  const { files, solution } = exercise;
  const paths = new Set([...Object.keys(files), ...Object.keys(edits), ...Object.keys(solution)]);
  return [...paths].reduce<Edits>(
    (work, path) => edit(files, work, path, Object.hasOwn(solution, path) ? (solution[path] ?? null) : null),
    {},
  );
}
