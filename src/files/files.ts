/** A project as a value: relative POSIX path → text. Never `..`, never a leading slash. */
export type Files = Readonly<Record<string, string>>;

/** Lays later projects over earlier ones; the last file of a path wins. */
export function overlay(...layers: readonly Files[]): Files {
  return Object.assign({}, ...layers);
}

/** Moves every file below a folder: `under('server', { 'a.ts': '' })` → `{ 'server/a.ts': '' }`. */
export function under(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}

/** What must be written and removed to turn `before` into `after`. */
export function difference(
  before: Files,
  after: Files,
): { readonly written: Files; readonly removed: readonly string[] } {
  const written = Object.fromEntries(Object.entries(after).filter(([path, text]) => before[path] !== text));
  const removed = Object.keys(before).filter((path) => !(path in after));
  return { written, removed };
}
