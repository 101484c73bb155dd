import { expect, test } from 'vitest';
import { Happenings } from './happenings.ts';

const never = 2 ** 31 - 1;

test('a wait ends with what it waits for, and a message satisfies one wait only', async () => {
  const seen = new Happenings();
  const waiting = seen.until({ on: 'message', match: 'one' }, never);
  seen.add('message', 'one');
  expect(await waiting).toBe(true);
  expect(await seen.until({ on: 'message', match: 'one' }, 1)).toBe(false);
});

test('a wait for what cannot come any more ends when the connection is gone, and a later one at once', async () => {
  const seen = new Happenings();
  const waiting = seen.until({ on: 'head' }, never);
  seen.add('error');
  seen.end();
  expect(await waiting).toBe(false);
  expect(await seen.until({ on: 'open' }, never)).toBe(false);
  expect(await seen.until({ on: 'error' }, never)).toBe(true);
});
