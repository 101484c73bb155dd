import type { Fact } from './fact.ts';
import { emptyProgress, merge, type Position, PROGRESS_VERSION, type Progress } from './progress.ts';
import { fields, isId, isTime, readFact } from './read-fact.ts';

/** Turns version n (at index n − 1) into version n + 1. Every version that was ever written has one, but the present. */
export const migrations: readonly ((
  earlier: Readonly<Record<string, unknown>>,
) => Readonly<Record<string, unknown>>)[] = [];

/** A stored value that is no progress: `expected`, `found` for the one who looks, and whether a newer edition wrote it. */
export interface Damage {
  readonly damage: 'shape' | 'newer';
  readonly expected: string;
  readonly found: string;
}

/** Reads a value of any version that was ever written. Nothing of it is dropped: one unreadable fact makes it damaged. */
export function readProgress(
  value: unknown,
  steps = migrations,
  present: number = PROGRESS_VERSION,
): Progress | Damage {
  if (value === undefined) return emptyProgress;
  let read = fields(value);
  const version = read?.['version'];
  if (read === undefined || typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return damaged('a progress value with its version', value);
  }
  if (version > present) {
    return { damage: 'newer', expected: `version ${present} or earlier`, found: `version ${version}` };
  }
  for (const step of steps.slice(version - 1, present - 1)) read = step(read);
  return readPresent(read);
}

function readPresent(read: Readonly<Record<string, unknown>>): Progress | Damage {
  const positions = fields(read['positions']);
  if (!Array.isArray(read['facts'])) return damaged('a list of facts', read['facts']);
  if (positions === undefined) return damaged('positions by lesson', read['positions']);
  const facts: Fact[] = [];
  for (const value of read['facts'] as readonly unknown[]) {
    const fact = readFact(value);
    if (fact === undefined) return damaged('a fact', value);
    facts.push(fact);
  }
  const places: [string, Position][] = [];
  for (const [lesson, value] of Object.entries(positions)) {
    const position = readPosition(lesson, value);
    if (position === undefined) return damaged('a position by lesson', { [lesson]: value });
    places.push([lesson, position]);
  }
  // Merging puts facts in their order and takes doubles out.
  return merge(emptyProgress, { version: PROGRESS_VERSION, facts, positions: Object.fromEntries(places) });
}

function readPosition(lesson: string, value: unknown): Position | undefined {
  const { at, scroll, file } = fields(value) ?? ({} as Readonly<Record<string, unknown>>);
  if (!isId(lesson) || !isTime(at) || typeof scroll !== 'number' || !(scroll >= 0 && scroll <= 1)) return undefined;
  if (file === undefined) return { at, scroll };
  const { path, line, column } = fields(file) ?? ({} as Readonly<Record<string, unknown>>);
  if (typeof path !== 'string' || path.length > 1_000 || !isPlace(line) || !isPlace(column)) return undefined;
  return { at, scroll, file: { path, line, column } };
}

function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 1;
}

function damaged(expected: string, value: unknown): Damage {
  const text = JSON.stringify(value) ?? String(value);
  return { damage: 'shape', expected, found: text.length > 80 ? `${text.slice(0, 80)}…` : text };
}
