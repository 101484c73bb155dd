import { filesOf } from '../../lab/edits.ts';
import type { LabState } from '../../lab/lab-state.ts';
import type { Editor } from '../editor/editor.ts';

/** What the learner may see of the project. */
export function shownFiles({ exercise, edits }: LabState): Readonly<Record<string, string>> {
  const files = Object.entries(filesOf(exercise.files, edits));
  return Object.fromEntries(files.filter(([path]) => !exercise.hidden.includes(path)));
}

/** Brings the editor to what the lab holds: after a reset, an undo, the solution, work that came back, a place that was asked for. */
export function followEditor(editor: Editor, state: LabState, before: LabState): void {
  if (state.edits !== before.edits) {
    const files = shownFiles(state);
    const paths = new Set([...Object.keys(files), ...Object.keys(editor.files)]);
    if ([...paths].some((path) => files[path] !== editor.files[path])) editor.setFiles(files);
  }
  const { path, line } = state.shown;
  if (state.shown !== before.shown) {
    editor.open(path, line === undefined ? undefined : { line });
    if (line !== undefined) editor.focus();
  }
  if (state.life !== before.life) editor.mark(marksOf(state));
}

function marksOf({ life }: LabState): Parameters<Editor['mark']>[0] {
  if (life.kind !== 'broken') return [];
  const { file, line, message } = life.fault;
  return file === undefined || line === undefined ? [] : [{ path: file, line, kind: 'fault', says: message }];
}
