import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyProgress, PROGRESS_VERSION } from './progress.ts';
import { anyProgress } from './random-history.ts';
import { migrations, readProgress } from './read-progress.ts';

test('what was written is read again, through JSON too', () => {
  fc.assert(
    fc.property(anyProgress, (progress) => {
      expect(readProgress(progress)).toEqual(progress);
      expect(readProgress(JSON.parse(JSON.stringify(progress)))).toEqual(progress);
    }),
  );
});

test('nothing stored yet is empty progress', () => {
  expect(readProgress(undefined)).toEqual(emptyProgress);
});

test('there is a migration from every earlier version', () => {
  expect(migrations).toHaveLength(PROGRESS_VERSION - 1);
});

test('a value of an early version takes every step up to the present, in order', () => {
  const steps = [
    (earlier: object) => ({ ...earlier, version: 2, facts: [{ kind: 'opened', at: 1, lesson: 'steps/one' }] }),
    (earlier: object) => ({ ...earlier, version: 3, positions: { 'steps/one': { at: 1, scroll: 0 } } }),
  ];
  expect(readProgress({ version: 1 }, steps, 3)).toMatchObject({
    facts: [{ lesson: 'steps/one' }],
    positions: { 'steps/one': { at: 1 } },
  });
  expect(readProgress({ version: 2, facts: [] }, steps, 3)).toMatchObject({ facts: [] });
});

test('a value of a newer edition is told apart from damage', () => {
  expect(readProgress({ ...emptyProgress, version: PROGRESS_VERSION + 1 })).toMatchObject({ damage: 'newer' });
});

test.each([
  ['a text', 'progress'],
  ['a list', []],
  ['no version', { facts: [], positions: {} }],
  ['a version of zero', { ...emptyProgress, version: 0 }],
  ['no list of facts', { ...emptyProgress, facts: {} }],
  ['a fact without a time', { ...emptyProgress, facts: [{ kind: 'opened', lesson: 'a' }] }],
  ['an unknown kind of fact', { ...emptyProgress, facts: [{ kind: 'sang', at: 1 }] }],
  [
    'markup for an id',
    { ...emptyProgress, facts: [{ kind: 'opened', at: 1, lesson: '<img src=x onerror=alert(1)>' }] },
  ],
  ['a position for a prototype', { ...emptyProgress, positions: JSON.parse('{"__proto__":{"at":1,"scroll":0}}') }],
  ['a position off the page', { ...emptyProgress, positions: { a: { at: 1, scroll: 2 } } }],
])('%s is damage, with words for what is wrong', (_, value) => {
  expect(readProgress(value)).toMatchObject({
    damage: 'shape',
    expected: expect.any(String),
    found: expect.any(String),
  });
});

test('any value at all is read or refused, never a crash', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => void readProgress(value)));
});
