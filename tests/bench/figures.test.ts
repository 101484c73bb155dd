import { expect, test } from 'vitest';
import { figuresOf } from './figures.ts';

test('the median of an odd number of rounds is the one in the middle', () => {
  expect(figuresOf([30, 10, 20])).toMatchObject({ median: 20, rounds: 3 });
});

test('between two measurements median and 90th percentile are interpolated', () => {
  expect(figuresOf([4, 1, 3, 2]).median).toBe(2.5);
  expect(figuresOf([10, 20]).p90).toBeCloseTo(19);
  expect(figuresOf(Array.from({ length: 11 }, (_, index) => index)).p90).toBe(9);
});

test('one round is its own median and percentile, and none is refused', () => {
  expect(figuresOf([7])).toEqual({ median: 7, p90: 7, rounds: 1 });
  expect(() => figuresOf([])).toThrow(RangeError);
});

test('what was measured keeps its order', () => {
  const measured = [3, 1, 2];
  figuresOf(measured);
  expect(measured).toEqual([3, 1, 2]);
});
