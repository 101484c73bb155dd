import { expect, test } from 'vitest';
import { LineReader, type Written } from './line-reader.ts';

const RS = '\u001e';

/** Reads a text in pieces, and joins the texts that lie beside one another. */
function read(text: string, size: number): Written[] {
  const reader = new LineReader('nonce');
  const written: Written[] = [];
  for (let at = 0; at < text.length; at += size) {
    for (const next of reader.push(text.slice(at, at + size))) {
      const last = written.at(-1);
      if (last !== undefined && 'text' in last && 'text' in next)
        written[written.length - 1] = { text: last.text + next.text };
      else written.push(next);
    }
  }
  return written;
}

test('finds a line in the middle of a printed one, however the output was cut', () => {
  const output = `before${RS}nonce{"a":1}\nafter\n${RS}nonce{"b":2}\n`;
  for (let size = 1; size <= output.length; size += 1) {
    expect(read(output, size)).toEqual([
      { text: 'before' },
      { line: { a: 1 } },
      { text: 'after\n' },
      { line: { b: 2 } },
    ]);
  }
});

test('takes a line with another nonce, or none, for a text', () => {
  const output = `${RS}other{"a":1}\n{"b":2}\n${RS}\n`;
  for (const size of [1, 3, 100]) expect(read(output, size)).toEqual([{ text: output }]);
});

test('gives what is marked and no JSON as an undefined line', () => {
  expect(read(`${RS}nonce{"a":\n`, 100)).toEqual([{ line: undefined }]);
});

test('does not hold on to a line that never ends', () => {
  const reader = new LineReader('nonce');
  expect(reader.push(`${RS}nonce${'x'.repeat(2 * 1024 * 1024)}`)).toEqual([{ line: undefined }]);
  expect(reader.push('free again')).toEqual([{ text: 'free again' }]);
});
