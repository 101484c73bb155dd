import { expect, test } from 'vitest';
import { isWanted, readOptions } from './options.ts';

const boot = { name: 'cold boot: ready' };
const gate = { name: 'whole gate', only: 'gate' } as const;

test('without a name every row is meant but those that take minutes', () => {
  const options = readOptions([]);
  expect(options).toEqual({ wanted: [], rounds: 20, gate: false });
  expect(isWanted(boot, options)).toBe(true);
  expect(isWanted(gate, options)).toBe(false);
});

test('a part of a name, in any case, chooses rows; --gate adds the gate', () => {
  expect(isWanted(boot, readOptions(['Boot']))).toBe(true);
  expect(isWanted(boot, readOptions(['echo']))).toBe(false);
  expect(isWanted(gate, readOptions(['gate']))).toBe(true);
  expect(isWanted(gate, readOptions(['--gate', '--quick']))).toBe(true);
  expect(readOptions(['--quick']).rounds).toBe(5);
});

test('an option that is not there is refused', () => {
  expect(() => readOptions(['--fast'])).toThrow(TypeError);
});
