import type { Aim } from './aim.ts';
import type { Bench } from './bench-places.ts';

/** What was measured for one row, round by round, in the row's unit. */
export interface Measured {
  readonly native?: readonly number[];
  readonly embedded?: readonly number[];
  /** What a figure cannot say: sizes of parts, why something could not be read. */
  readonly note?: string;
}

/** One line of the table: what it is called, what it has to reach, and how it is measured. */
export interface Row {
  readonly name: string;
  readonly unit: 'ms' | 'µs' | 's' | 'kB' | 'kB br';
  readonly aim?: Aim;
  /** Below this value nothing can be told apart: shown as `< 50`. */
  readonly floor?: number;
  /** Why the aim is likely missed where it is; one short sentence. */
  readonly why?: string;
  /** Only measured when it is asked for by its name or with this flag. */
  readonly only?: 'gate';
  measure(bench: Bench): Promise<Measured>;
}
