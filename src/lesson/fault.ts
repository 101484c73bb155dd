/** A fault of a lesson, written for its author. Lines and columns count from 1. */
export interface Fault {
  /** Relative to the folder from which the course was read, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Completes "expected …". */
  readonly expected: string;
  /** Completes "found …". */
  readonly found: string;
  /** What to do, as an order: "write one of them". */
  readonly remedy: string;
}

/** One line: `lessons/…/lesson.mdx:4:8: expected …, found …; …`, which editors and terminals make clickable. */
export function formatFault(fault: Fault): string {
  return `${fault.file}:${fault.line}:${fault.column}: expected ${fault.expected}, found ${fault.found}; ${fault.remedy}`;
}

/** In the order of files and, within a file, of positions; each line once. */
export function sortFaults(faults: readonly Fault[]): readonly Fault[] {
  const byPlace = faults.toSorted(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
  const seen = new Set<string>();
  return byPlace.filter((fault) => {
    const line = formatFault(fault);
    return !seen.has(line) && seen.add(line);
  });
}

/** A course that cannot be used. `message` has every fault, one a line. */
export class LessonsFault extends Error {
  override readonly name = 'LessonsFault';
  readonly code = 'lessons-unreadable';
  readonly faults: readonly Fault[];
  readonly hint = 'Mend the lines named above; `npm run course -- check` lists them again.';
  constructor(faults: readonly Fault[]) {
    super(
      `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} in the lessons:\n${faults.map(formatFault).join('\n')}`,
    );
    this.faults = faults;
  }
}
