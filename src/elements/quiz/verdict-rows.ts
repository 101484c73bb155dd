import type { Verdict } from '../../check/verdict.ts';

/** One list item for each expectation of an experiment: who, what was seen, and where it differs, what was expected. */
export function rowsOf(verdicts: readonly Verdict[]): HTMLLIElement[] {
  return verdicts.map(({ client: who = 'the server', passed, expected, observed }) => {
    const row = document.createElement('li');
    const client = document.createElement('b');
    client.translate = false;
    client.textContent = who;
    const seen = document.createElement('span');
    seen.className = passed ? 'ok' : 'no';
    seen.textContent = passed ? expected : observed;
    row.append(client, ' ', seen);
    if (!passed) row.append(` (expected: ${expected})`);
    return row;
  });
}
