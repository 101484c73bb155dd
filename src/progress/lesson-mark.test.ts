import { expect, test } from 'vitest';
import type { Fact } from './fact.ts';
import { lessonMark } from './lesson-mark.ts';
import { emptyProgress, record } from './progress.ts';

const opened = (lesson: string): Fact => ({ kind: 'opened', at: 1, lesson });
const ran = (lesson: string, holds: boolean): Fact => ({
  kind: 'ran',
  at: 2,
  lesson,
  host: 'embedded',
  passed: [],
  failed: [],
  holds,
});
const answered = (item: string): Fact => ({
  kind: 'answered',
  at: 3,
  item,
  asked: item,
  purpose: 'prediction',
  answer: { choice: 'right' },
  confidence: null,
  outcome: { right: true, refutes: [] },
});

test('a lesson is started once it was opened or answered in, and done once its core checks held', () => {
  expect(lessonMark(emptyProgress, 'steps/basics')).toBe('untouched');
  expect(lessonMark(record(emptyProgress, opened('steps/basics')), 'steps/basics')).toBe('started');
  expect(lessonMark(record(emptyProgress, answered('steps/basics/first')), 'steps/basics')).toBe('started');
  expect(lessonMark(record(emptyProgress, ran('steps/basics', false), opened('steps/basics')), 'steps/basics')).toBe(
    'started',
  );
  expect(lessonMark(record(emptyProgress, ran('steps/basics', true)), 'steps/basics')).toBe('done');
});

test('work that held once stays done, also when a later run fails', () => {
  const progress = record(emptyProgress, ran('steps/basics', true), { ...ran('steps/basics', false), at: 9 });
  expect(lessonMark(progress, 'steps/basics')).toBe('done');
});

test('a myth is done once its prediction was answered', () => {
  expect(lessonMark(record(emptyProgress, answered('myths/exp/first')), 'myths/exp')).toBe('done');
});

test('a lesson whose name begins like another is another lesson', () => {
  expect(lessonMark(record(emptyProgress, answered('steps/basics-two/first')), 'steps/basics')).toBe('untouched');
});
