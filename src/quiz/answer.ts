import type { RIGHT } from './choice.ts';

/** What the learner committed to. `choice` is the id of an option, `order` the ids of the items from first to last. */
export type Answer = { readonly choice: string } | { readonly order: readonly string[] } | { readonly number: number };

/** `chosen` is the id of the explanation that speaks to the answer. */
export type Grade =
  | { readonly right: true; readonly chosen: typeof RIGHT }
  | { readonly right: false; readonly chosen: string; readonly misconception: string };
