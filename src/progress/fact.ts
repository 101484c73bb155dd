import type { Answer } from '../quiz/answer.ts';
import type { Confidence } from '../quiz/confidence.ts';

/**
 * Something that happened, once. Facts are only ever added; two equal facts are one. `at` is epoch milliseconds.
 * `lesson` is course-wide (`steps/passing-credentials`); `item` is a question: `<lesson>/<id in its quiz.yaml>`.
 */
export type Fact = Answered | Skipped | Opened | Ran | Hinted;

export interface Answered {
  readonly kind: 'answered';
  readonly at: number;
  readonly item: string;
  /** The question that was really asked: in a review an item may come back as another question. */
  readonly asked: string;
  readonly purpose: 'prediction' | 'question' | 'review';
  readonly answer: Answer;
  /** `null` where the page did not ask. */
  readonly confidence: Confidence | null;
  readonly outcome: Outcome;
}

/** A right answer refutes the misconceptions of its question; a wrong one shows the one it stands for. */
export type Outcome =
  | { readonly right: true; readonly refutes: readonly string[] }
  | { readonly right: false; readonly shows: string };

export interface Skipped {
  readonly kind: 'skipped';
  readonly at: number;
  readonly item: string;
}

export interface Opened {
  readonly kind: 'opened';
  readonly at: number;
  readonly lesson: string;
}

/** A run of a lab's checks. `holds`: every core check passed. */
export interface Ran {
  readonly kind: 'ran';
  readonly at: number;
  readonly lesson: string;
  readonly host: string;
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly holds: boolean;
}

export interface Hinted {
  readonly kind: 'hinted';
  readonly at: number;
  readonly lesson: string;
  readonly check: string;
  /** 1 to 4. */
  readonly rung: number;
}

/** One text for equal facts, whatever the order of their fields: JSON with sorted keys. */
export function factKey(fact: Fact): string {
  return JSON.stringify(fact, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
