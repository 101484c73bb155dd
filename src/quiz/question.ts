import type { FillNumber } from './fill-number.ts';
import type { JudgeConnection } from './judge-connection.ts';
import type { Order } from './order.ts';
import type { SingleChoice } from './single-choice.ts';
import type { YesNo } from './yes-no.ts';

/** What every question has beside its kind. Texts may hold `code` in backticks. */
export interface Asked {
  /** Unique in its file; kept for ever, since stored answers name it as `<lesson>/<id>`. */
  readonly id: string;
  readonly stem: string;
  /** How it comes about, shown after the answer. */
  readonly mechanism?: string;
  /** Where somebody who believes otherwise has a point. */
  readonly beliefIsRight?: string;
  /** The experiment that shows the answer: an id of this folder's `claims.ts`, `checks.ts` or `experiment.ts`. */
  readonly experiment?: string;
}

export type QuestionKind = SingleChoice | YesNo | Order | FillNumber | JudgeConnection;

export type Question = Asked & QuestionKind;

/** Asked before the lesson: its answer is always an experiment, and the belief is always done justice. */
export type Prediction = Question & Required<Pick<Asked, 'mechanism' | 'beliefIsRight' | 'experiment'>>;

/** One `quiz.yaml`. */
export interface Quiz {
  readonly prediction: Prediction;
  readonly questions: readonly Question[];
}
