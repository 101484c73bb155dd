import { expect, test } from 'vitest';
import { inThreeDigits, tableOf } from './table.ts';

test('columns align, numbers to the right, and a row says whether it holds', () => {
  const table = tableOf([
    {
      row: { name: 'edit', unit: 'ms', aim: { of: 'time', atMost: 0.6 } },
      measured: { native: [400, 410, 420], embedded: [200, 205, 210] },
    },
    { row: { name: 'frame', unit: 'kB' }, measured: { embedded: [58.4], note: 'min 200, gz 70' } },
  ]);
  expect(table.split('\n')).toEqual([
    '       native  p90  embedded  p90  unit  n  ratio  aim',
    'edit      410  418       205  209  ms    3   0.50  ≤ 0.6 of the time  holds',
    'frame                   58.4       kB    1                            min 200, gz 70',
  ]);
});

test('a miss says by how much and why', () => {
  const row = { name: 'echo', unit: 'µs', aim: { of: 'speed', atLeast: 0.5 }, why: 'of two hops' } as const;
  expect(tableOf([{ row, measured: { native: [40], embedded: [100] } }])).toContain(
    'misses by 20 %, likely because of two hops',
  );
});

test('what lies below what can be seen is shown as below it, and holds', () => {
  const row = { name: 'longest task', unit: 'ms', floor: 50, aim: { of: 'value', atMost: 50 } } as const;
  expect(tableOf([{ row, measured: { embedded: [0, 0, 70] } }])).toMatch(/< 50 +56\.0 +ms +3 +≤ 50 ms +holds/);
});

test('a row that could not be measured says so and claims nothing', () => {
  const row = { name: 'boot', unit: 'ms', aim: { of: 'value', atMost: 50 } } as const;
  const table = tableOf([{ row, measured: { failed: 'no browser' } }]);
  expect(table).toContain('failed: no browser');
  expect(table).not.toContain('holds');
});

test('numbers have three digits', () => {
  expect([0.1234, 1.234, 12.34, 123.4, 1234.5].map(inThreeDigits)).toEqual(['0.123', '1.23', '12.3', '123', '1235']);
  expect(inThreeDigits(0)).toBe('0');
});
