import { expect, test } from 'vitest';
import { harnessLine, probeLine } from './valid-line.ts';

test('takes wire events and remarks of a probe', () => {
  const done = { kind: 'done', client: '', at: 1 };
  expect(probeLine(done)).toBe(done);
  expect(probeLine({ kind: 'wants-clock', ms: 100 })).toEqual({ kind: 'wants-clock', ms: 100 });
});

test('refuses what is neither, and says where it is wrong', () => {
  expect(() => probeLine({ kind: 'alive', client: '', at: 1 })).toThrow(/alive/);
  expect(() => probeLine({ kind: 'wants-clock', ms: 'soon' })).toThrow(TypeError);
  expect(() => probeLine({ kind: 'constructor' })).toThrow(TypeError);
  expect(() => probeLine(undefined)).toThrow(TypeError);
});

test('takes the reports of a harness and nothing else', () => {
  const listening = { kind: 'listening', address: '::', port: 8080 };
  expect(harnessLine(listening)).toBe(listening);
  expect(harnessLine({ kind: 'uncaught', name: 'Error', message: 'no', code: 'EADDRINUSE', port: 80 })).toBeDefined();
  expect(harnessLine({ kind: 'listening', address: '::', port: '8080' })).toBeUndefined();
  expect(harnessLine({ kind: 'toString' })).toBeUndefined();
  expect(harnessLine(null)).toBeUndefined();
});
