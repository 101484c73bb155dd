import { type Fact, factKey } from './fact.ts';

/** The version of what this edition writes. */
export const PROGRESS_VERSION = 1;

/** All that is known of a learner. A value: transitions return a new one. */
export interface Progress {
  readonly version: typeof PROGRESS_VERSION;
  /** By time; equal facts stand once. */
  readonly facts: readonly Fact[];
  /** By lesson: where the learner was last. */
  readonly positions: Readonly<Record<string, Position>>;
}

/** Where a learner was in a lesson at epoch milliseconds `at`. */
export interface Position {
  readonly at: number;
  /** Part of the page that lies above the window's top, 0 to 1. */
  readonly scroll: number;
  /** What was open in the lab, and the caret in it (line and column from 1). */
  readonly file?: { readonly path: string; readonly line: number; readonly column: number };
}

export const emptyProgress: Progress = { version: PROGRESS_VERSION, facts: [], positions: {} };

/** Adds facts. A lesson's first opening is the only one that counts, and a run that says what the last one said is not added. */
export function record(progress: Progress, ...facts: readonly Fact[]): Progress {
  let recorded = progress;
  for (const fact of facts) {
    if (!tellsNothing(recorded, fact)) recorded = { ...recorded, facts: added(recorded.facts, fact) };
  }
  return recorded;
}

/** The learner is at another place of a lesson. */
export function moved(progress: Progress, lesson: string, position: Position): Progress {
  return { ...progress, positions: later(progress.positions, { [lesson]: position }) };
}

/**
 * Everything that either knows: commutative, associative, idempotent. Facts are united; of two positions the later stays.
 */
export function merge(one: Progress, other: Progress): Progress {
  return {
    version: PROGRESS_VERSION,
    facts: union(one.facts, other.facts),
    positions: later(one.positions, other.positions),
  };
}

function tellsNothing({ facts }: Progress, fact: Fact): boolean {
  if (fact.kind === 'opened') return facts.some((known) => known.kind === 'opened' && known.lesson === fact.lesson);
  if (fact.kind !== 'ran') return false;
  const last = facts.findLast((known) => known.kind === 'ran' && known.lesson === fact.lesson);
  return last !== undefined && factKey({ ...last, at: 0 }) === factKey({ ...fact, at: 0 });
}

function added(facts: readonly Fact[], fact: Fact): readonly Fact[] {
  const last = facts.at(-1);
  return last === undefined || last.at < fact.at ? [...facts, fact] : union(facts, [fact]);
}

function union(one: readonly Fact[], other: readonly Fact[]): readonly Fact[] {
  const byKey = new Map([...one, ...other].map((fact) => [factKey(fact), fact]));
  return [...byKey].sort(([keyA, a], [keyB, b]) => a.at - b.at || (keyA < keyB ? -1 : 1)).map(([, fact]) => fact);
}

function later(one: Progress['positions'], other: Progress['positions']): Progress['positions'] {
  const lessons = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(
    lessons.flatMap((lesson) => {
      const known = [one[lesson], other[lesson]].filter((position) => position !== undefined);
      const latest = known.sort((a, b) => b.at - a.at || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))[0];
      return latest === undefined ? [] : [[lesson, latest]];
    }),
  );
}
