import type { Verdict } from '../../check/verdict.ts';

/** One list item for each expectation of an experiment: what was seen, and where it differs, what was expected. */
export function rowsOf(verdicts: readonly Verdict[]): HTMLLIElement[] {
  return verdicts.map(({ passed, expected, observed }) => {
    const row = document.createElement('li');
    const seen = document.createElement('span');
    seen.className = passed ? 'ok' : 'no';
    seen.textContent = observed;
    row.append(seen);
    if (!passed) row.append(` (expected: ${expected})`);
    return row;
  });
}
