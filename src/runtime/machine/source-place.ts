/** A place in a text, counted from 1. */
export interface SourcePlace {
  readonly line: number;
  readonly column: number;
}

/** The place of a character by its index. */
export function placeAt(source: string, index: number): SourcePlace {
  const before = source.slice(0, index);
  return { line: before.split('\n').length, column: index - before.lastIndexOf('\n') };
}
