import { holds, type LabState } from '../../lab/lab-state.ts';
import type { Ran } from '../../progress/fact.ts';

/** A run that came to its end, as progress keeps it; `undefined` while there is none or when it says nothing of the code as it is. */
export function runFact(state: LabState, at: number): Ran | undefined {
  if (state.life.kind !== 'finished' || state.ran !== state.edits) return undefined;
  const judged = state.rows.flatMap((row, index) =>
    row.kind === 'judged' ? [{ ...row.judged, id: state.exercise.checks[index]?.id ?? '' }] : [],
  );
  const ids = (passed: boolean) => judged.filter((one) => one.passed === passed).map(({ id }) => id);
  const host = judged[0]?.host;
  if (host === undefined) return undefined;
  return {
    kind: 'ran',
    at,
    lesson: state.exercise.id,
    host,
    passed: ids(true),
    failed: ids(false),
    holds: holds(state),
  };
}
