import { expect, test } from 'vitest';
import { aimWords, missOf, ratioOf } from './aim.ts';

const medians = { native: { median: 100 }, embedded: { median: 80 } };

test('a ratio of times is ours by native’s, one of speeds the other way round', () => {
  expect(ratioOf({ of: 'time', atMost: 1 }, medians)).toBe(0.8);
  expect(ratioOf({ of: 'speed', atLeast: 1 }, medians)).toBe(1.25);
  expect(ratioOf(undefined, medians)).toBe(0.8);
  expect(ratioOf(undefined, { embedded: { median: 80 } })).toBeUndefined();
});

test('a miss is told as a part of the aim', () => {
  expect(missOf({ of: 'time', atMost: 0.8 }, medians)).toBe(0);
  expect(missOf({ of: 'time', atMost: 0.4 }, medians)).toBeCloseTo(1);
  expect(missOf({ of: 'speed', atLeast: 2.5 }, medians)).toBeCloseTo(0.5);
  expect(missOf({ of: 'value', atMost: 64 }, medians)).toBeCloseTo(0.25);
});

test('an aim without its figures is a mistake of the bench', () => {
  expect(() => missOf({ of: 'time', atMost: 1 }, { embedded: { median: 1 } })).toThrow(RangeError);
});

test('the aim is told in words', () => {
  expect(aimWords({ of: 'speed', atLeast: 0.5 }, 'µs')).toBe('≥ 0.5 of the speed');
  expect(aimWords({ of: 'time', atMost: 0.6 }, 'ms')).toBe('≤ 0.6 of the time');
  expect(aimWords({ of: 'value', atMost: 50 }, 'ms')).toBe('≤ 50 ms');
  expect(aimWords(undefined, 'ms')).toBe('');
});
