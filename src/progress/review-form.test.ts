import { expect, test } from 'vitest';
import type { Answered, Outcome } from './fact.ts';
import { type Askable, reviewForm } from './review-form.ts';
import type { Review } from './review-schedule.ts';

const COURSE: readonly Askable[] = [
  { id: 'myths/cors/foreign-page', connection: false, refutes: ['cors-protects', 'preflight-asks'] },
  { id: 'myths/cors/evil-handshake', connection: true, refutes: ['cors-protects', 'origin-is-identity'] },
  { id: 'steps/attacks/other-port', connection: true, refutes: ['samesite-alone', 'cors-protects'] },
  { id: 'steps/basics/order', connection: false, refutes: ['serve-first'] },
];

function review(item: string, outcome: Outcome): Review {
  return { item, stage: 0, due: 0, last: answered(item, 1, outcome) };
}

function answered(asked: string, at: number, outcome: Outcome = { right: true, refutes: [] }): Answered {
  return {
    kind: 'answered',
    at,
    item: asked,
    asked,
    purpose: 'review',
    answer: { choice: 'right' },
    confidence: null,
    outcome,
  };
}

test('a belief comes back as a connection that speaks of it', () => {
  const belief = review('myths/cors/foreign-page', { right: false, shows: 'cors-protects' });
  expect(reviewForm(belief, COURSE, [])?.id).toBe('myths/cors/evil-handshake');
});

test('of several connections the one that was asked longest ago comes', () => {
  const belief = review('myths/cors/foreign-page', { right: false, shows: 'cors-protects' });
  const facts = [answered('myths/cors/evil-handshake', 5)];
  expect(reviewForm(belief, COURSE, facts)?.id).toBe('steps/attacks/other-port');
  expect(reviewForm(belief, COURSE, [...facts, answered('steps/attacks/other-port', 9)])?.id).toBe(
    'myths/cors/evil-handshake',
  );
});

test('an item that was right comes back as a connection on any of its misconceptions', () => {
  const known = review('myths/cors/foreign-page', { right: true, refutes: [] });
  expect(reviewForm(known, COURSE, [])?.connection).toBe(true);
});

test('an item of which no connection speaks comes back as itself', () => {
  expect(reviewForm(review('steps/basics/order', { right: false, shows: 'serve-first' }), COURSE, [])?.id).toBe(
    'steps/basics/order',
  );
});

test('an item that the course has no more, and of which no connection speaks, does not come back', () => {
  expect(reviewForm(review('steps/gone/first', { right: false, shows: 'gone' }), COURSE, [])).toBeUndefined();
});
