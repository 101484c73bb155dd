import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { lessonMark } from './lesson-mark.ts';
import { marksOf, noMarks, resumeAt } from './marks.ts';
import { emptyProgress, moved, record } from './progress.ts';
import { anyProgress } from './random-history.ts';

const LESSONS = ['steps/one', 'steps/two', 'steps/three'];
const done = (lesson: string) =>
  ({ kind: 'ran', at: 9, lesson, host: 'embedded', passed: [], failed: [], holds: true }) as const;

test('one resumes where one was last', () => {
  const progress = moved(moved(emptyProgress, 'steps/three', { at: 5, scroll: 0 }), 'steps/two', {
    at: 6,
    scroll: 0.5,
  });
  const marks = marksOf(progress);
  expect(resumeAt(marks, LESSONS)).toBe('steps/two');
  expect(marks.lessons['steps/two']).toEqual({ state: 'started', at: 6, scroll: 0.5, answered: false });
});

test('when that is done, at the first that is not', () => {
  const progress = record(moved(emptyProgress, 'steps/one', { at: 6, scroll: 1 }), done('steps/one'));
  expect(resumeAt(marksOf(progress), LESSONS)).toBe('steps/two');
});

test('before anything was begun, and after everything is done, there is nothing to resume', () => {
  expect(resumeAt(noMarks, LESSONS)).toBeUndefined();
  const all = record(emptyProgress, ...LESSONS.map(done));
  expect(resumeAt(marksOf(all), LESSONS)).toBeUndefined();
});

test('marks say of each lesson what progress says, and nothing of others', () => {
  fc.assert(
    fc.property(anyProgress, (progress) => {
      const { lessons } = marksOf(progress);
      for (const [lesson, { state }] of Object.entries(lessons)) {
        expect(state).toBe(lessonMark(progress, lesson) === 'done' ? 'done' : 'started');
      }
      for (const fact of progress.facts) {
        if (fact.kind === 'answered')
          expect(lessons[fact.item.slice(0, fact.item.lastIndexOf('/'))]?.answered).toBe(true);
      }
    }),
  );
});
