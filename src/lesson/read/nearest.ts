/** A misspelt name's nearest relative among those known, as the tail of an order: ` (did you mean …?)`. */
export function nearest(name: string, known: Iterable<string>): string {
  let best = { name: '', far: Math.max(2, Math.floor(name.length / 3)) + 1 };
  for (const one of known) {
    const far = distance(name, one);
    if (far < best.far) best = { name: one, far };
  }
  return best.name === '' ? '' : ` (did you mean \`${best.name}\`?)`;
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
