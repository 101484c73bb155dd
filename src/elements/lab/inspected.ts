import type { Judged, LabState } from '../../lab/lab-state.ts';
import { readConnections } from '../../wire/connection.ts';
import { credentialsIn } from '../../wire/credential.ts';
import type { Inspected } from '../inspector/inspector-element.ts';

/** A check of which something was seen, in this run or an earlier one. */
export interface Inspectable {
  readonly id: string;
  readonly title: string;
  readonly passed: boolean;
}

/** The checks that can be looked at, in their order. */
export function inspectable(state: LabState): readonly Inspectable[] {
  return state.exercise.checks.flatMap(({ id, title }, index) => {
    const seen = seenAt(state, index);
    return seen === null ? [] : [{ id, title, passed: seen.passed }];
  });
}

/** What the inspector shows of a check. */
export function inspected(state: LabState, id: string): Inspected | null {
  const index = state.exercise.checks.findIndex((check) => check.id === id);
  const seen = seenAt(state, index);
  const title = state.exercise.checks[index]?.title;
  if (seen === null || title === undefined) return null;
  const { transcript, verdicts } = seen;
  const difference = verdicts.find(({ passed }) => !passed)?.event;
  return {
    check: id,
    title,
    connections: readConnections(transcript),
    credentials: credentialsIn(transcript),
    difference,
  };
}

function seenAt(state: LabState, index: number): Judged | null {
  const row = state.rows[index];
  if (row === undefined) return null;
  return row.kind === 'judged' ? row.judged : row.last;
}
