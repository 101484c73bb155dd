import type { Check } from '../../check/check.ts';
import type { Verdict } from '../../check/verdict.ts';
import { wordsOf } from '../../check/words.ts';

/** One check as the table shows it. `seen` is what this run, or while `isNow` is false an earlier one, saw of it, and on which host. */
export interface AttemptRow {
  readonly check: Check;
  readonly phase: 'not-run' | 'waiting' | 'running' | 'judged';
  readonly seen: {
    readonly passed: boolean;
    readonly verdicts: readonly Verdict[];
    readonly isNow: boolean;
    readonly host: string;
  } | null;
  readonly hintsOpen: number;
  /** Lines of the learner's files that the server named while this check ran. */
  readonly places: readonly { readonly path: string; readonly line: number }[];
}

/** What stands in the cells of a row. */
export interface RowWords {
  readonly who: string;
  readonly sends: string;
  readonly expected: string;
  readonly observed: string;
  readonly tone: 'ok' | 'no' | 'busy' | 'past' | 'waiting';
}

/** The words of a row: of a check that differs, those of its first difference. */
export function rowWords(row: AttemptRow): RowWords {
  const { who, sends, expects } = wordsOf(row.check);
  const difference = row.seen?.verdicts.find(({ passed }) => !passed);
  return { who, sends, expected: row.check.expects ?? difference?.expected ?? expects, ...observedOf(row) };
}

function observedOf({ phase, seen }: AttemptRow): Pick<RowWords, 'observed' | 'tone'> {
  if (phase === 'running') return { observed: 'being tried', tone: 'busy' };
  if (seen === null) return { observed: phase === 'waiting' ? 'waits its turn' : 'not yet', tone: 'waiting' };
  const shown = seen.verdicts.find(({ passed }) => passed === seen.passed) ?? seen.verdicts[0];
  const observed = shown?.observed ?? (seen.passed ? 'as expected' : 'not as expected');
  if (!seen.isNow) return { observed, tone: 'past' };
  return { observed, tone: seen.passed ? 'ok' : 'no' };
}

/** Verdicts that say the same, once each and counted, those that differ first. */
export function alike(verdicts: readonly Verdict[]): readonly (Verdict & { readonly times: number })[] {
  const groups = Map.groupBy(verdicts, ({ passed, expected, observed }) =>
    JSON.stringify([passed, expected, observed]),
  );
  const counted = [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map((verdict) => ({ ...verdict, times: group.length })),
  );
  return [...counted.filter(({ passed }) => !passed), ...counted.filter(({ passed }) => passed)];
}

/** The line above the table: how many checks are as expected, and where the first difference is. */
export function summaryOf(rows: readonly AttemptRow[]): { readonly count: string; readonly rest: string } {
  const judged = rows.filter(({ phase }) => phase === 'judged');
  if (judged.length === 0) {
    const isUnderWay = rows.some(({ phase }) => phase !== 'not-run');
    if (isUnderWay) return { count: 'Connecting.', rest: 'Each attempt meets a fresh start of your server.' };
    return rows.length === 1
      ? { count: '1 attempt,', rest: 'not made yet. Run starts your server and makes it.' }
      : { count: `${rows.length} attempts,`, rest: 'none made yet. Run starts your server and makes them.' };
  }
  const passed = judged.filter(({ seen }) => seen?.passed);
  const first = judged.find(({ seen }) => seen !== null && !seen.passed);
  const count = `${passed.length} of ${rows.length} as expected.`;
  if (first !== undefined)
    return { count, rest: `First difference: ${rowWords(first).who}, ${rowWords(first).observed}.` };
  if (judged.length < rows.length) return { count, rest: 'The others have no verdict yet.' };
  return { count, rest: 'Everybody got what is theirs, and nobody else got in.' };
}
