import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { shuffle } from './shuffle.ts';

test('a shuffle keeps every item and depends on the seed alone', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
      const once = shuffle(items, seed);
      expect(once).toEqual(shuffle(items, seed));
      expect([...once].sort((a, b) => a - b)).toEqual([...items].sort((a, b) => a - b));
    }),
  );
});

test('over many seeds every item comes first about equally often', () => {
  const first = [0, 0, 0, 0];
  for (let seed = 0; seed < 4000; seed++) {
    const item = shuffle([0, 1, 2, 3], `question-${seed}`)[0] ?? 0;
    first[item] = (first[item] ?? 0) + 1;
  }
  for (const count of first) expect(count).toBeGreaterThan(850);
});
