import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { classReport } from './class-report.ts';
import type { Answered, Outcome } from './fact.ts';
import { emptyProgress, record } from './progress.ts';
import { anyProgress } from './random-history.ts';

const LESSONS = ['steps/basics', 'steps/passing-credentials'];

function answered(at: number, item: string, outcome: Outcome, confidence: Answered['confidence'] = 'guess'): Answered {
  return { kind: 'answered', at, item, asked: item, purpose: 'question', answer: { number: 0 }, confidence, outcome };
}

const right: Outcome = { right: true, refutes: [] };
const wrong = (shows: string): Outcome => ({ right: false, shows });

test('an item tells how many were right at first, who was sure and wrong, and the wrong answer most gave', () => {
  const class_ = [
    record(emptyProgress, answered(1, 'steps/basics/first', wrong('close-later'), 'sure')),
    record(emptyProgress, answered(1, 'steps/basics/first', wrong('close-later'))),
    record(emptyProgress, answered(1, 'steps/basics/first', wrong('handshake-only'))),
    record(emptyProgress, answered(1, 'steps/basics/first', right)),
  ];
  expect(classReport(class_, LESSONS).items).toEqual([
    {
      item: 'steps/basics/first',
      answered: 4,
      right: 1,
      sureAndWrong: 1,
      mostChosen: { misconception: 'close-later', learners: 2 },
    },
  ]);
});

test('a retry after reading the explanation does not make an item easier', () => {
  const learner = record(
    emptyProgress,
    answered(1, 'steps/basics/first', wrong('close-later')),
    answered(2, 'steps/basics/first', right),
  );
  expect(classReport([learner], LESSONS).items).toMatchObject([{ answered: 1, right: 0 }]);
});

test('the hardest item stands first', () => {
  const learner = record(
    emptyProgress,
    answered(1, 'steps/basics/easy', right),
    answered(2, 'steps/basics/hard', wrong('close-later')),
  );
  expect(classReport([learner], LESSONS).items.map((item) => item.item)).toEqual([
    'steps/basics/hard',
    'steps/basics/easy',
  ]);
});

test('a misconception counts for those who hold it still', () => {
  const cured = record(
    emptyProgress,
    answered(1, 'steps/basics/first', wrong('close-later')),
    answered(2, 'steps/basics/first', { right: true, refutes: ['close-later'] }),
  );
  const holds = record(emptyProgress, answered(1, 'steps/basics/first', wrong('close-later')));
  expect(classReport([cured, holds], LESSONS).misconceptions).toEqual([{ misconception: 'close-later', learners: 1 }]);
});

test('people stop at the last lesson that they opened and did not finish', () => {
  const opened = (at: number, lesson: string) => ({ kind: 'opened', at, lesson }) as const;
  const done = {
    kind: 'ran',
    at: 3,
    lesson: 'steps/basics',
    host: 'embedded',
    passed: [],
    failed: [],
    holds: true,
  } as const;
  const class_ = [
    record(emptyProgress, opened(1, 'steps/basics')),
    record(emptyProgress, opened(1, 'steps/basics'), opened(2, 'steps/passing-credentials')),
    record(emptyProgress, opened(1, 'steps/basics'), done),
  ];
  expect(classReport(class_, LESSONS).lessons).toEqual([
    { lesson: 'steps/basics', opened: 3, done: 1, stopped: 1 },
    { lesson: 'steps/passing-credentials', opened: 1, done: 0, stopped: 1 },
  ]);
});

test('a hundred learners of any history make a report whose numbers fit each other', () => {
  fc.assert(
    fc.property(fc.array(anyProgress, { minLength: 100, maxLength: 100 }), (class_) => {
      const report = classReport(class_, LESSONS);
      expect(report.learners).toBe(100);
      for (const { answered, right, sureAndWrong, mostChosen } of report.items) {
        expect(answered).toBeLessThanOrEqual(100);
        expect(right + Math.max(sureAndWrong, mostChosen?.learners ?? 0)).toBeLessThanOrEqual(answered);
        expect(mostChosen === undefined).toBe(right === answered);
      }
      for (const { opened, done, stopped } of report.lessons)
        expect(Math.max(done, stopped)).toBeLessThanOrEqual(opened);
    }),
    { numRuns: 10 },
  );
});

test('an empty class makes an empty report', () => {
  expect(classReport([], LESSONS)).toEqual({
    learners: 0,
    items: [],
    misconceptions: [],
    lessons: LESSONS.map((lesson) => ({ lesson, opened: 0, done: 0, stopped: 0 })),
  });
});
