import type { Check } from '../../check/check.ts';
import type { Script } from '../../check/protocol.ts';
import type { Verdict } from '../../check/verdict.ts';

/** One check as the table shows it. `seen` is what this run, or while `isNow` is false an earlier one, saw of it. */
export interface AttemptRow {
  readonly check: Check;
  readonly phase: 'not-run' | 'waiting' | 'running' | 'judged';
  readonly seen: { readonly passed: boolean; readonly verdicts: readonly Verdict[]; readonly isNow: boolean } | null;
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
  readonly tone: 'ok' | 'no' | 'busy' | 'past' | 'none';
}

export function wordsOf(row: AttemptRow, words: Pick<RowWords, 'sends' | 'expected'>): RowWords {
  const { check, seen } = row;
  const difference = seen?.verdicts.find(({ passed }) => !passed);
  const expected = check.expects ?? difference?.expected ?? words.expected;
  return { who: whoIn(check.script).join(', '), sends: words.sends, expected, ...observedOf(row) };
}

function observedOf({ phase, seen }: AttemptRow): Pick<RowWords, 'observed' | 'tone'> {
  if (phase === 'running') return { observed: 'being tried', tone: 'busy' };
  if (seen === null) return { observed: phase === 'waiting' ? 'waiting its turn' : 'not tried yet', tone: 'none' };
  const shown = seen.verdicts.find(({ passed }) => passed === seen.passed) ?? seen.verdicts[0];
  const observed = shown?.observed ?? (seen.passed ? 'as expected' : 'not as expected');
  if (!seen.isNow || phase === 'waiting') return { observed, tone: 'past' };
  return { observed, tone: seen.passed ? 'ok' : 'no' };
}

/** Everybody who acts in a script, in the order of their first act. */
export function whoIn(script: Script): readonly string[] {
  const names = script.flatMap((step) => {
    if (step.do === 'repeat') return whoIn(step.steps);
    return 'client' in step ? [step.client] : [];
  });
  return [...new Set(names)];
}

/** The line above the table: how many checks are as expected, and where the first difference is. */
export function summaryOf(rows: readonly AttemptRow[]): { readonly count: string; readonly rest: string } {
  const judged = rows.filter(({ phase }) => phase === 'judged');
  if (judged.length === 0) {
    const isUnderWay = rows.some(({ phase }) => phase !== 'not-run');
    return isUnderWay
      ? { count: 'Connecting.', rest: 'Each attempt meets a fresh start of your server.' }
      : {
          count: `${rows.length} attempts, none made yet.`,
          rest: 'Run starts your server and makes them, one after another.',
        };
  }
  const passed = judged.filter(({ seen }) => seen?.passed);
  const first = judged.find(({ seen }) => seen !== null && !seen.passed);
  const count = `${passed.length} of ${rows.length} as expected.`;
  if (first !== undefined) return { count, rest: `First difference: ${lowerFirst(first.check.title)}? No.` };
  if (judged.length < rows.length) return { count, rest: 'The others were not tried to their end.' };
  return { count, rest: 'Everybody got what is theirs, and nobody else got in.' };
}

function lowerFirst(words: string): string {
  return words.slice(0, 1).toLowerCase() + words.slice(1);
}
