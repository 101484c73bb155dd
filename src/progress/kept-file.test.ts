import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptFile, LARGEST_FILE_BYTES, readKeptFile } from './kept-file.ts';
import { emptyProgress } from './progress.ts';
import { anyProgress } from './random-history.ts';

const kept = {
  progress: emptyProgress,
  work: { 'steps/basics': { at: 1, edits: { 'server.ts': { from: 'a', to: 'b' } } } },
};
const file = (change: object) => JSON.stringify({ ...JSON.parse(keptFile(kept, 'ann', new Date(0))), ...change });

test('a file is read as it was written, for any history and any name', () => {
  fc.assert(
    fc.property(anyProgress, fc.string({ maxLength: 80, unit: 'binary' }), (progress, name) => {
      const read = readKeptFile(keptFile({ ...kept, progress }, name, new Date(0)));
      expect(read).toEqual({ name, exported: '1970-01-01T00:00:00.000Z', kept: { ...kept, progress } });
    }),
  );
});

test('a name may hold markup: it is data, cut to 80 characters', () => {
  expect(readKeptFile(file({ name: `<img src=x onerror=alert(1)>${'x'.repeat(100)}` }))).toMatchObject({
    name: expect.stringMatching(/^<img src=x onerror=alert\(1\)>x{52}$/),
  });
});

test.each([
  ['a picture', '\u{89}PNG', 'not JSON'],
  ['a list', '[]', 'no progress file'],
  ['a package.json', '{"name":"x"}', 'no progress file'],
  ['damaged progress', file({ progress: { ...emptyProgress, facts: [1] } }), 'expected a fact, found 1'],
  ['progress of a newer edition', file({ progress: { version: 99 } }), 'newer edition'],
  ['broken work', file({ work: { 'steps/basics': 7 } }), 'work of a lab'],
  ['work for a prototype', file({ work: JSON.parse('{"__proto__":{"at":1,"edits":{}}}') }), 'work of a lab'],
  ['a huge file', `"${'x'.repeat(LARGEST_FILE_BYTES)}"`, 'larger than 8 MB'],
])('%s is refused with words', (_, text, says) => {
  expect(readKeptFile(text)).toMatchObject({ says: expect.stringContaining(says) });
});

test('any text at all is read or refused, never a crash', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readKeptFile(text)));
});
