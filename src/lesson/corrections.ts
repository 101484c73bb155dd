import type { ClaimVerdict } from './claim.ts';

/** A heading of the text that a course follows, and what the course made of every statement under it. */
export interface CorrectionPart {
  readonly title: string;
  readonly corrections: readonly Correction[];
}

/** A statement of that text, and what came of looking into it. Behind each stands at least one of `shownBy` and `cites`. */
export interface Correction {
  /** Counts from 1 through all parts; lasting, since it stands in addresses. */
  readonly number: number;
  /** The statement, in the course's words. */
  readonly says: string;
  readonly verdict: ClaimVerdict;
  /** What to say instead; with a statement that was kept, what to add. */
  readonly instead?: string;
  readonly shownBy: readonly Evidence[];
  /** Standards with their section: `RFC 6455 §4.1`. */
  readonly cites: readonly string[];
}

/** A claim of the course, or a myth's experiment, that shows what a correction says. */
export interface Evidence {
  /** Id of the lesson: `steps/passing-credentials`. */
  readonly lesson: string;
  /** Id of the claim; in a myth also `experiment`. */
  readonly id: string;
}
