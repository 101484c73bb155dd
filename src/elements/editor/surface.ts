import type { Editor, Mark } from './editor.ts';

/** An editor that another one can take over from. */
export interface Surface extends Editor {
  readonly view: View;
  readonly marks: readonly Mark[];
}

/** Where the learner is in the shown file: offsets in UTF-16 units, scrolling in pixels. */
export interface View {
  readonly start: number;
  readonly end: number;
  readonly scrollTop: number;
  readonly scrollLeft: number;
  readonly focused: boolean;
}

/** Refuses to open what is not there. */
export function requireFile(files: Readonly<Record<string, string>>, path: string): string {
  const text = Object.hasOwn(files, path) ? files[path] : undefined;
  if (text === undefined) throw new RangeError(`expected one of ${Object.keys(files).join(', ')}, found "${path}"`);
  return text;
}

/** The file to show after the project changed: the same, or the first. */
export function stillThere(files: Readonly<Record<string, string>>, path: string): string {
  return Object.hasOwn(files, path) ? path : (Object.keys(files)[0] ?? path);
}
