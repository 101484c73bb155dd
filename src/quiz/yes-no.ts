import type { Option } from './choice.ts';

/** A prediction with two outcomes; the options stand in the author's order, yes first. */
export interface YesNo {
  readonly kind: 'yes-no';
  readonly options: readonly Option[];
}

export const YES_NO_OPTIONS = 2;
