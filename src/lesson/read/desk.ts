import { isAbsolute, join, relative } from 'node:path';
import type { Template } from '../course.ts';
import type { Fault } from '../fault.ts';
import { type Place, top } from './source.ts';

/** Where a course lies, and what all its readers share. */
export interface Desk {
  /** The folder of course.yaml, absolute. */
  readonly courseDir: string;
  readonly templates: ReadonlyMap<string, Template>;
  readonly misconceptions: Readonly<Record<string, string>>;
  /** The path under which faults name a file of the course. */
  name(...path: readonly string[]): string;
  report(...faults: readonly Fault[]): void;
}

/** A desk that collects faults into `faults`; names are relative to `root` where they lie below it. */
export function openDesk(
  root: string,
  courseDir: string,
  templates: ReadonlyMap<string, Template>,
  misconceptions: Readonly<Record<string, string>>,
  faults: Fault[],
): Desk {
  return {
    courseDir,
    templates,
    misconceptions,
    name: (...path) => nameFrom(root, join(courseDir, ...path)),
    report: (...more) => faults.push(...more),
  };
}

/** How a path is shown: relative to `root` where it lies below it, with `/`. */
export function nameFrom(root: string, path: string): string {
  const name = relative(root, path);
  return (name.startsWith('..') || isAbsolute(name) ? path : name).replaceAll('\\', '/');
}

/** A fault about a whole file, or one that is not there. */
export function faultAt(file: string, expected: string, found: string, remedy: string, place: Place = top): Fault {
  return { file, ...place, expected, found, remedy };
}

/** A misspelt name's nearest relative among those known, as the tail of an order: ` (did you mean …?)`. */
export function nearest(name: string, known: Iterable<string>): string {
  let best = { name: '', far: Math.max(2, Math.floor(name.length / 3)) + 1 };
  for (const one of known) {
    const far = distance(name, one);
    if (far < best.far) best = { name: one, far };
  }
  return best.name === '' ? '' : ` (did you mean \`${best.name}\`?)`;
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
