/** What a row of the table says of many rounds. */
export interface Figures {
  readonly median: number;
  readonly p90: number;
  /** How many rounds there were. */
  readonly rounds: number;
}

/** Median and 90th percentile of what was measured, in any order. Throws a RangeError when there is nothing. */
export function figuresOf(measured: readonly number[]): Figures {
  if (measured.length === 0) throw new RangeError('expected at least one measurement, found none');
  const sorted = measured.toSorted((a, b) => a - b);
  return { median: percentile(sorted, 0.5), p90: percentile(sorted, 0.9), rounds: sorted.length };
}

/** Between two measurements the value is interpolated (Hyndman and Fan, type 7). */
function percentile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] as number;
  const above = sorted[Math.ceil(place)] as number;
  return below + (above - below) * (place - Math.floor(place));
}
