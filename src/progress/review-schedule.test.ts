import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Confidence } from '../quiz/confidence.ts';
import type { Answered } from './fact.ts';
import { emptyProgress, type Progress, record } from './progress.ts';
import { DAY_MS, dueNow, reviews, SESSION_SIZE } from './review-schedule.ts';

const BEGIN = Date.UTC(2026, 0, 5);
const HOUR = DAY_MS / 24;

function answer(at: number, item: string, right: boolean, more: Partial<Answered> = {}): Answered {
  return {
    kind: 'answered',
    at,
    item,
    asked: item,
    purpose: 'question',
    answer: { choice: 'right' },
    confidence: 'think-so',
    outcome: right ? { right: true, refutes: [] } : { right: false, shows: 'close-later' },
    ...more,
  };
}

function due(progress: Progress, at: number) {
  return dueNow(progress, at, at - (at % DAY_MS)).map((review) => review.item);
}

/** Somebody who comes once a day, at an hour of the day, and answers all that is due: the days on which each item was asked. */
function months(progress: Progress, days: number, comes: (day: number) => boolean, isRight: (day: number) => boolean) {
  const askedOn = new Map<string, number[]>();
  const sessions: number[] = [];
  for (let day = 0; day < days; day++) {
    if (!comes(day)) continue;
    const now = BEGIN + day * DAY_MS + (8 + ((day * 7) % 8)) * HOUR;
    const items = due(progress, now);
    sessions.push(items.length);
    for (const [index, item] of items.entries()) {
      askedOn.set(item, [...(askedOn.get(item) ?? []), day]);
      progress = record(progress, answer(now + index, item, isRight(day), { purpose: 'review' }));
    }
  }
  return { askedOn, sessions, progress };
}

test('an item that is always answered right comes back after 1, 3, 7 and 21 days, then rests', () => {
  const { askedOn } = months(
    record(emptyProgress, answer(BEGIN, 'a', true)),
    365,
    () => true,
    () => true,
  );
  expect(askedOn.get('a')).toEqual([1, 4, 11, 32]);
});

test('a wrong answer begins again at one day', () => {
  const { askedOn } = months(
    record(emptyProgress, answer(BEGIN, 'a', true)),
    365,
    () => true,
    (day) => day !== 11,
  );
  expect(askedOn.get('a')).toEqual([1, 4, 11, 12, 15, 22, 43]);
});

test('a right answer before its time moves nothing', () => {
  const first = record(emptyProgress, answer(BEGIN, 'a', false));
  const retried = record(first, answer(BEGIN + HOUR, 'a', true));
  expect(reviews(retried)[0]).toMatchObject({ stage: 0, due: reviews(first)[0]?.due });
});

test('a wrong answer before its time does', () => {
  const passed = months(
    record(emptyProgress, answer(BEGIN, 'a', true)),
    5,
    () => true,
    () => true,
  ).progress;
  expect(reviews(passed)[0]?.stage).toBe(2);
  expect(reviews(record(passed, answer(BEGIN + 6 * DAY_MS, 'a', false)))[0]?.stage).toBe(0);
});

test('an item at rest that is answered wrong later comes back', () => {
  const { progress } = months(
    record(emptyProgress, answer(BEGIN, 'a', true)),
    60,
    () => true,
    () => true,
  );
  expect(reviews(progress)).toEqual([]);
  expect(reviews(record(progress, answer(BEGIN + 90 * DAY_MS, 'a', false)))).toHaveLength(1);
});

test('sure-and-wrong comes first, then wrong, then what has waited longest', () => {
  const of = (confidence: Confidence) => ({ confidence });
  const progress = record(
    emptyProgress,
    answer(BEGIN, 'right-early', true),
    answer(BEGIN + 1, 'right-late', true),
    answer(BEGIN + 2, 'guessed', false, of('guess')),
    answer(BEGIN + 3, 'sure', false, of('sure')),
  );
  expect(due(progress, BEGIN + 2 * DAY_MS)).toEqual(['sure', 'guessed', 'right-early', 'right-late']);
});

test('a session has at most ten, and so has a day', () => {
  const many = Array.from({ length: 34 }, (_, index) => answer(BEGIN + index, `item-${index}`, true));
  const now = BEGIN + 9 * DAY_MS;
  const progress = record(emptyProgress, ...many);
  expect(due(progress, now)).toHaveLength(SESSION_SIZE);
  const some = due(progress, now)
    .slice(0, 4)
    .map((item, index) => answer(now + index, item, true, { purpose: 'review' }));
  expect(due(record(progress, ...some), now + HOUR)).toHaveLength(SESSION_SIZE - 4);
});

test("what cannot be asked any more takes nobody's place", () => {
  const many = Array.from({ length: 34 }, (_, index) => answer(BEGIN + index, `item-${index}`, true));
  const now = BEGIN + 9 * DAY_MS;
  const asked = dueNow(record(emptyProgress, ...many), now, now, ({ item }) => item.endsWith('3'));
  expect(asked.map(({ item }) => item)).toEqual(['item-3', 'item-13', 'item-23', 'item-33']);
});

test('half a year away does not pile up: ten a day, and all of them come', () => {
  const many = Array.from({ length: 34 }, (_, index) => answer(BEGIN + index, `item-${index}`, index % 2 === 0));
  const { sessions, askedOn } = months(
    record(emptyProgress, ...many),
    365,
    (day) => day >= 180,
    () => true,
  );
  expect(Math.max(...sessions)).toBe(SESSION_SIZE);
  expect(sessions.slice(0, 3)).toEqual([10, 10, 10]);
  expect(askedOn.size).toBe(34);
});

test('over a simulated year of any habits no session has more than ten and no item is asked twice a day', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7 }),
      fc.array(fc.boolean(), { minLength: 5, maxLength: 40 }),
      (habit, rights) => {
        const many = rights.map((right, index) => answer(BEGIN + index, `item-${index}`, right));
        const { sessions, askedOn } = months(
          record(emptyProgress, ...many),
          365,
          (day) => day % habit === 0,
          (day) => rights[day % rights.length] ?? true,
        );
        expect(Math.max(0, ...sessions)).toBeLessThanOrEqual(SESSION_SIZE);
        for (const days of askedOn.values()) expect(new Set(days).size).toBe(days.length);
      },
    ),
    { numRuns: 10 },
  );
});
