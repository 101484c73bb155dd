import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answered, Outcome } from './fact.ts';
import { misconceptionsHeld } from './misconceptions-held.ts';
import { emptyProgress, record } from './progress.ts';
import { anyProgress } from './random-history.ts';

function answered(at: number, outcome: Outcome): Answered {
  const item = 'myths/auth-after-open/gate';
  return {
    kind: 'answered',
    at,
    item,
    asked: item,
    purpose: 'question',
    answer: { number: at },
    confidence: 'sure',
    outcome,
  };
}

const wrong: Outcome = { right: false, shows: 'close-later' };
const right: Outcome = { right: true, refutes: ['close-later', 'handshake-only'] };

function heldAfter(...facts: Answered[]) {
  return misconceptionsHeld(record(emptyProgress, ...facts)).map((held) => held.misconception);
}

test('a wrong answer shows a misconception, a later right one clears it', () => {
  expect(heldAfter(answered(1, wrong))).toEqual(['close-later']);
  expect(heldAfter(answered(1, wrong), answered(2, right))).toEqual([]);
});

test('a right answer does not clear what is shown after it, in whatever order they are recorded', () => {
  expect(heldAfter(answered(2, wrong), answered(1, right))).toEqual(['close-later']);
});

test('another right answer, which does not speak of it, clears nothing', () => {
  expect(heldAfter(answered(1, wrong), answered(2, { right: true, refutes: ['exp-closes'] }))).toEqual(['close-later']);
});

test('nothing is held that no answer showed', () => {
  fc.assert(
    fc.property(anyProgress, (progress) => {
      const shown = progress.facts.flatMap((fact) =>
        fact.kind === 'answered' && !fact.outcome.right ? [fact.outcome.shows] : [],
      );
      for (const { misconception } of misconceptionsHeld(progress)) expect(shown).toContain(misconception);
    }),
  );
});
