import { mentionsIn } from '../../files/places.ts';
import { filesOf } from '../../lab/edits.ts';
import type { LabState, Row } from '../../lab/lab-state.ts';
import type { AttemptRow } from '../attempts/attempt-row.ts';
import { hostLabel } from './host-words.ts';

/** The lab's rows as the table takes them. */
export function attemptRows(state: LabState): readonly AttemptRow[] {
  const files = filesOf(state.exercise.files, state.edits);
  return state.exercise.checks.map((check, index) => {
    const row: Row = state.rows[index] ?? { kind: 'not-run', last: null };
    const errors = state.console.lines.filter((line) => line.check === check.id && line.stream === 'stderr');
    const mentions = errors
      .flatMap(({ text }) => mentionsIn(text, files))
      .filter(({ path }) => !state.exercise.hidden.includes(path));
    const [place] = row.kind === 'judged' && !row.judged.passed ? mentions : [];
    return {
      check,
      phase: row.kind,
      seen: seenIn(row),
      hintsOpen: state.hints[check.id] ?? 0,
      places: place === undefined ? [] : [{ path: place.path, line: place.line }],
    };
  });
}

function seenIn(row: Row): AttemptRow['seen'] {
  const judged = row.kind === 'judged' ? row.judged : row.last;
  if (judged === null) return null;
  return {
    passed: judged.passed,
    verdicts: judged.verdicts,
    isNow: row.kind === 'judged',
    host: hostLabel(judged.host),
  };
}
