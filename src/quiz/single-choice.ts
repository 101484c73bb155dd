import type { Option } from './choice.ts';

/** One right option among four. */
export interface SingleChoice {
  readonly kind: 'single-choice';
  readonly options: readonly Option[];
}

export const SINGLE_CHOICE_OPTIONS = 4;
