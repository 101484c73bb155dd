import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Fact, factKey } from './fact.ts';
import { emptyProgress, merge, moved, record } from './progress.ts';
import { anyFact, anyProgress } from './random-history.ts';

const ran = {
  kind: 'ran',
  lesson: 'steps/basics',
  host: 'embedded',
  passed: ['echo'],
  failed: [],
  holds: true,
} as const;

test('merging does not depend on which side comes first', () => {
  fc.assert(
    fc.property(anyProgress, anyProgress, (a, b) => {
      expect(merge(a, b)).toEqual(merge(b, a));
    }),
  );
});

test('merging three does not depend on which two come first', () => {
  fc.assert(
    fc.property(anyProgress, anyProgress, anyProgress, (a, b, c) => {
      expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
    }),
  );
});

test('merging a value with itself, or with nothing, changes nothing', () => {
  fc.assert(
    fc.property(anyProgress, (a) => {
      expect(merge(a, a)).toEqual(a);
      expect(merge(a, emptyProgress)).toEqual(a);
    }),
  );
});

test('merging loses no fact and invents none', () => {
  fc.assert(
    fc.property(anyProgress, anyProgress, (a, b) => {
      const either = new Set([...a.facts, ...b.facts].map(factKey));
      expect(new Set(merge(a, b).facts.map(factKey))).toEqual(either);
    }),
  );
});

test('of two positions in a lesson the later stays, and none is lost', () => {
  fc.assert(
    fc.property(anyProgress, anyProgress, (a, b) => {
      const both = merge(a, b).positions;
      for (const one of [a, b]) {
        for (const [lesson, { at }] of Object.entries(one.positions))
          expect(both[lesson]?.at).toBeGreaterThanOrEqual(at);
      }
    }),
  );
});

test('facts stand by time, whatever the order in which they were recorded', () => {
  fc.assert(
    fc.property(fc.array(anyFact), (facts) => {
      const times = record(emptyProgress, ...facts).facts.map((fact) => fact.at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }),
  );
});

test('every answer, skip and hint is recorded once', () => {
  fc.assert(
    fc.property(fc.array(anyFact), (facts) => {
      const lasting = (fact: Fact) => fact.kind !== 'opened' && fact.kind !== 'ran';
      const recorded = record(record(emptyProgress, ...facts), ...facts);
      expect(new Set(recorded.facts.filter(lasting).map(factKey))).toEqual(new Set(facts.filter(lasting).map(factKey)));
      expect(new Set(recorded.facts.map(factKey)).size).toBe(recorded.facts.length);
    }),
  );
});

test('only the first opening of a lesson is recorded', () => {
  const opened = { kind: 'opened', lesson: 'steps/basics' } as const;
  expect(record(emptyProgress, { ...opened, at: 1 }, { ...opened, at: 2 }).facts).toEqual([{ ...opened, at: 1 }]);
});

test('a run is recorded when it says something else than the last one did', () => {
  const red = { ...ran, passed: [], failed: ['echo'], holds: false };
  const progress = record(emptyProgress, { ...ran, at: 1 }, { ...ran, at: 2 }, { ...red, at: 3 }, { ...ran, at: 4 });
  expect(progress.facts.map((fact) => fact.at)).toEqual([1, 3, 4]);
});

test('a transition leaves the value it began with as it was', () => {
  const before = record(emptyProgress, { ...ran, at: 1 });
  const copy = structuredClone(before);
  moved(record(before, { kind: 'skipped', at: 2, item: 'steps/basics/first' }), 'steps/basics', { at: 3, scroll: 1 });
  expect(before).toEqual(copy);
});
