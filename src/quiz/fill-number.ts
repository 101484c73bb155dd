import type { Grade } from './answer.ts';
import { RIGHT } from './choice.ts';

/** A number to fill in. */
export interface FillNumber {
  readonly kind: 'fill-number';
  readonly answer: number;
  /** How far off is still right; 0 unless told. */
  readonly tolerance?: number;
  /** Shown behind the field: `s`, `bytes`. */
  readonly unit?: string;
  /** Why the answer is what it is. */
  readonly why: string;
  /** Numbers that show a misconception. */
  readonly mistakes: readonly { readonly value: number; readonly misconception: string; readonly why: string }[];
  /** What any other number shows. */
  readonly otherwise: { readonly misconception: string; readonly why: string };
}

/** Right within the tolerance; else the listed mistake it equals, else `otherwise`. */
export function gradeNumber(
  question: Pick<FillNumber, 'answer' | 'tolerance'> & {
    readonly mistakes: readonly { readonly value: number; readonly misconception: string }[];
    readonly otherwise: { readonly misconception: string };
  },
  value: number,
): Grade {
  if (Math.abs(value - question.answer) <= (question.tolerance ?? 0)) return { right: true, chosen: RIGHT };
  const mistake = question.mistakes.find((known) => known.value === value) ?? question.otherwise;
  return { right: false, chosen: mistake.misconception, misconception: mistake.misconception };
}
