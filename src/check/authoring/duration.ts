/** Milliseconds, or a number with its unit: `500ms`, `2s`, `10m`, `1h`, `30d`. */
export type Duration = number | string;

const MILLISECONDS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A duration in milliseconds. Throws a TypeError that says what was expected when it is not one. */
export function milliseconds(duration: Duration): number {
  if (typeof duration === 'number' && Number.isFinite(duration) && duration >= 0) return duration;
  const parts = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(String(duration));
  if (parts === null) {
    throw new TypeError(
      `expected a duration such as '500ms', '2s', '10m', '1h', '30d' or a number of milliseconds, found '${duration}'`,
    );
  }
  return Number(parts[1]) * MILLISECONDS[parts[2] as keyof typeof MILLISECONDS];
}
