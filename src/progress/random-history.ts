import * as fc from 'fast-check';
import type { Fact, Outcome } from './fact.ts';
import { emptyProgress, moved, type Position, type Progress, record } from './progress.ts';

// Few lessons, items and times, so that histories meet: equal facts, equal times, the same item in both.
const lesson = fc.constantFrom('steps/basics', 'steps/passing-credentials', 'myths/auth-after-open');
const item = fc.tuple(lesson, fc.constantFrom('first', 'second')).map(([one, question]) => `${one}/${question}`);
const misconception = fc.constantFrom('close-later', 'exp-closes', 'ping-renews');
const at = fc.nat(20).map((day) => 1_700_000_000_000 + day * 3_600_000);
const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({ right: fc.constant(true as const), refutes: fc.array(misconception, { maxLength: 3 }) }),
  fc.record({ right: fc.constant(false as const), shows: misconception }),
);

/** Any fact. */
export const anyFact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({
    kind: fc.constant('answered' as const),
    at,
    item,
    asked: item,
    purpose: fc.constantFrom('prediction', 'question', 'review'),
    answer: fc.oneof(
      fc.record({ choice: misconception }),
      fc.record({ order: fc.array(misconception) }),
      fc.record({
        number: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
      }),
    ),
    confidence: fc.constantFrom('guess', 'think-so', 'sure', null),
    outcome,
  }),
  fc.record({ kind: fc.constant('skipped' as const), at, item }),
  fc.record({ kind: fc.constant('opened' as const), at, lesson }),
  fc.record({
    kind: fc.constant('ran' as const),
    at,
    lesson,
    host: fc.constantFrom('embedded', 'webcontainer'),
    passed: fc.subarray(['welcome', 'eavesdropper']),
    failed: fc.subarray(['silent', 'oversized']),
    holds: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('hinted' as const),
    at,
    lesson,
    check: fc.constantFrom('welcome', 'silent'),
    rung: fc.integer({ min: 1, max: 4 }),
  }),
);

const position: fc.Arbitrary<Position> = fc.oneof(
  fc.record({ at, scroll: fc.constantFrom(0, 0.25, 1) }),
  fc.record({
    at,
    scroll: fc.constantFrom(0, 0.5),
    file: fc.record({ path: fc.string(), line: fc.integer({ min: 1 }), column: fc.integer({ min: 1 }) }),
  }),
);

/** Progress as it comes about: facts and moves, one after the other. */
export const anyProgress: fc.Arbitrary<Progress> = fc
  .record({ facts: fc.array(anyFact), moves: fc.array(fc.tuple(lesson, position), { maxLength: 4 }) })
  .map(({ facts, moves }) =>
    moves.reduce((progress, [where, place]) => moved(progress, where, place), record(emptyProgress, ...facts)),
  );
