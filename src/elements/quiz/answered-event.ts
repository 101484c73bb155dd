import type { Answer, Grade } from '../../quiz/answer.ts';
import type { Confidence } from '../../quiz/confidence.ts';

/** What a `quiz-answered` event says. It bubbles; whoever keeps progress listens. */
export interface AnsweredDetail {
  /** `<lesson>/<id>` of the question. */
  readonly question: string;
  readonly prediction: boolean;
  readonly answer: Answer;
  readonly confidence: Confidence;
  readonly grade: Grade;
  /** The misconceptions that the right answer refutes. */
  readonly refutes: readonly string[];
}

declare global {
  interface GlobalEventHandlersEventMap {
    'quiz-answered': CustomEvent<AnsweredDetail>;
    /** The learner went on without an answer; `detail` is the question's id. */
    'quiz-skipped': CustomEvent<string>;
  }
}
