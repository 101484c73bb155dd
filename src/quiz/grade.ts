import type { Answer, Grade } from './answer.ts';
import { optionId, RIGHT } from './choice.ts';
import { type FillNumber, gradeNumber } from './fill-number.ts';
import { gradeOrder, type Order } from './order.ts';
import type { QuestionKind } from './question.ts';

/** What grading needs of a question, without its words: small enough to travel in an attribute of the page. */
export type AnswerKey =
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'order'; readonly items: readonly Pick<Order['items'][number], 'id' | 'misconception'>[] }
  | {
      readonly kind: 'number';
      readonly answer: number;
      readonly tolerance: number;
      readonly mistakes: readonly Pick<FillNumber['mistakes'][number], 'value' | 'misconception'>[];
      readonly otherwise: Pick<FillNumber['otherwise'], 'misconception'>;
    };

export function answerKey(question: QuestionKind): AnswerKey {
  switch (question.kind) {
    case 'single-choice':
    case 'yes-no':
    case 'judge-connection':
      return { kind: 'choice', options: question.options.map(optionId) };
    case 'order':
      return { kind: 'order', items: question.items.map(({ id, misconception }) => ({ id, misconception })) };
    case 'fill-number':
      return {
        kind: 'number',
        answer: question.answer,
        tolerance: question.tolerance ?? 0,
        mistakes: question.mistakes.map(({ value, misconception }) => ({ value, misconception })),
        otherwise: { misconception: question.otherwise.misconception },
      };
  }
}

/** Grades an answer. Throws a RangeError where the answer is none to this question. */
export function grade(key: AnswerKey, answer: Answer): Grade {
  if (key.kind === 'choice' && 'choice' in answer && key.options.includes(answer.choice)) {
    if (answer.choice === RIGHT) return { right: true, chosen: RIGHT };
    return { right: false, chosen: answer.choice, misconception: answer.choice };
  }
  if (key.kind === 'order' && 'order' in answer) return gradeOrder(key.items, answer.order);
  if (key.kind === 'number' && 'number' in answer) return gradeNumber(key, answer.number);
  throw new RangeError(`expected an answer to a ${key.kind} question, found ${JSON.stringify(answer)}`);
}

/** The misconceptions that a right answer to this question refutes. */
export function refutes(key: AnswerKey): readonly string[] {
  switch (key.kind) {
    case 'choice':
      return key.options.filter((id) => id !== RIGHT);
    case 'order':
      return key.items.map((item) => item.misconception);
    case 'number':
      return [...key.mistakes.map((mistake) => mistake.misconception), key.otherwise.misconception];
  }
}
