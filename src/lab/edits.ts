import type { Files } from '../files/files.ts';

/**
 * What the learner made of one file: `from` is the author's text it was made from, `to` the text it is now. `null` stands for no
 * file, so `from: null` is a file that the learner added and `to: null` one that the learner removed.
 */
export interface Edit {
  readonly from: string | null;
  readonly to: string | null;
}

/** The learner's work on an exercise: only what differs from the author's files, by path. */
export type Edits = Readonly<Record<string, Edit>>;

/** The author's files with the learner's work laid over them. */
export function filesOf(starter: Files, edits: Edits): Files {
  const files = new Map(Object.entries(starter));
  for (const [path, { to }] of Object.entries(edits)) {
    if (to === null) files.delete(path);
    else files.set(path, to);
  }
  return Object.fromEntries(files);
}

/** The work after one file became `to`. A file that is as the author gave it is no edit. */
export function edit(starter: Files, edits: Edits, path: string, to: string | null): Edits {
  const given = textOf(starter, path);
  if (to === given) return without(edits, path);
  return { ...edits, [path]: { from: Object.hasOwn(edits, path) ? (edits[path]?.from ?? null) : given, to } };
}

/** The work with nothing changed in one file. */
export function without(edits: Edits, path: string): Edits {
  return Object.fromEntries(Object.entries(edits).filter(([other]) => other !== path));
}

/** Files that the learner changed and that the author has changed since, otherwise than the learner did. */
export function conflictsOf(starter: Files, edits: Edits): readonly string[] {
  return Object.entries(edits)
    .filter(([path, { from }]) => from !== textOf(starter, path))
    .map(([path]) => path);
}

/** Stored work laid over files that the author may have changed meanwhile: where both arrived at the same text there is nothing left to keep. */
export function rebased(starter: Files, edits: Edits): Edits {
  return Object.fromEntries(Object.entries(edits).filter(([path, { to }]) => to !== textOf(starter, path)));
}

/** The learner's text stays, and from now on it counts as made from the author's present text. */
export function keepMine(starter: Files, edits: Edits, path: string): Edits {
  const mine = edits[path];
  if (mine === undefined) return edits;
  return { ...edits, [path]: { from: textOf(starter, path), to: mine.to } };
}

/** Why a file cannot be called this, in one sentence; `undefined` when it can. */
export function nameFault(files: Files, path: string): string | undefined {
  if (path === '') return 'A file needs a name, such as `rooms.ts`.';
  if (!/^[\w.-]+(\/[\w.-]+)*$/.test(path)) return 'Use letters, digits, `.`, `-`, `_`, and `/` between folders.';
  if (path.split('/').some((part) => /^\.+$/.test(part)))
    return 'A file lies inside the project: `.` and `..` name no file.';
  if (path.split('/').includes('node_modules')) return '`node_modules` belongs to the packages; choose another folder.';
  if (Object.hasOwn(files, path)) return `There is already a file called \`${path}\`.`;
  if (Object.keys(files).some((other) => other.startsWith(`${path}/`) || path.startsWith(`${other}/`))) {
    return `\`${path}\` would be a file and a folder at the same time.`;
  }
  return undefined;
}

function textOf(files: Files, path: string): string | null {
  return Object.hasOwn(files, path) ? (files[path] ?? null) : null;
}
