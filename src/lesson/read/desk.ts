import { isAbsolute, join, relative } from 'node:path';
import type { Template } from '../course.ts';
import type { Fault } from '../fault.ts';
import type { Evaluate } from './module.ts';
import { nearest } from './nearest.ts';
import { type Place, top } from './source.ts';

/** What somebody believes, by id. */
export type Misconceptions = Readonly<Record<string, string>>;

/** Where a course lies, and what all its readers share. */
export interface Desk {
  /** The folder of course.yaml, absolute. */
  readonly courseDir: string;
  /** The engine's folder of files that the site serves as they are. */
  readonly publicDir: string;
  readonly evaluate: Evaluate;
  readonly templates: ReadonlyMap<string, Template>;
  /** Undefined where misconceptions.yaml could not be read: then nothing is held against it. */
  readonly misconceptions: Misconceptions | undefined;
  /** The path under which faults name a file of the course. */
  name(...path: readonly string[]): string;
  report(...faults: readonly Fault[]): void;
}

/** A desk that collects faults into `faults`; names are relative to `root` where they lie below it. */
export function openDesk(
  root: string,
  courseDir: string,
  evaluate: Evaluate,
  templates: ReadonlyMap<string, Template>,
  misconceptions: Misconceptions | undefined,
  faults: Fault[],
): Desk {
  return {
    courseDir,
    publicDir: join(root, 'public'),
    evaluate,
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

/** The template of that name; `undefined`, and reported, where there is none. */
export function templateNamed(desk: Desk, file: string, name: string, place: Place): Template | undefined {
  const template = desk.templates.get(name);
  if (template !== undefined) return template;
  const known = [...desk.templates.keys()];
  const expected = `a folder below sandbox-templates (${known.join(', ')})`;
  desk.report(faultAt(file, expected, `\`${name}\``, `name one of them${nearest(name, known)}, or add it`, place));
  return undefined;
}

/** Reports a misconception that misconceptions.yaml does not have. */
export function mustBeMisconception(desk: Desk, file: string, id: string, place: Place): void {
  if (!desk.misconceptions || Object.hasOwn(desk.misconceptions, id)) return;
  const remedy = `add it there, or name a known one${nearest(id, Object.keys(desk.misconceptions))}`;
  desk.report({ file, ...place, expected: 'a misconception of misconceptions.yaml', found: `\`${id}\``, remedy });
}
