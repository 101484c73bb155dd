import type { Figures } from './figures.ts';

/**
 * What a row has to reach: a part of native Node's time at most, a part of its speed at least (speed is the inverse of the time
 * for the same work), or a value at most, in the row's unit.
 */
export type Aim =
  | { readonly of: 'time'; readonly atMost: number }
  | { readonly of: 'speed'; readonly atLeast: number }
  | { readonly of: 'value'; readonly atMost: number };

/** Medians of one row; both in the same unit. */
export interface Medians {
  readonly native?: Pick<Figures, 'median'>;
  readonly embedded?: Pick<Figures, 'median'>;
}

/** The ratio to native that a row shows; undefined where one side was not measured. */
export function ratioOf(aim: Aim | undefined, { native, embedded }: Medians): number | undefined {
  if (!native || !embedded) return undefined;
  return aim?.of === 'speed' ? native.median / embedded.median : embedded.median / native.median;
}

/** By what part of the aim a row misses it: 0.2 is a fifth too much or too little; 0 where it holds. */
export function missOf(aim: Aim, medians: Medians): number {
  if (aim.of === 'value') return Math.max(0, found(medians.embedded?.median) / aim.atMost - 1);
  const ratio = found(ratioOf(aim, medians));
  return Math.max(0, aim.of === 'speed' ? 1 - ratio / aim.atLeast : ratio / aim.atMost - 1);
}

function found(value: number | undefined): number {
  if (value === undefined) throw new RangeError('expected the figures that the aim speaks of, found none');
  return value;
}

/** The aim in words for the table. */
export function aimWords(aim: Aim | undefined, unit: string): string {
  if (!aim) return '';
  if (aim.of === 'speed') return `≥ ${aim.atLeast} of the speed`;
  return aim.of === 'time' ? `≤ ${aim.atMost} of the time` : `≤ ${aim.atMost} ${unit}`;
}
