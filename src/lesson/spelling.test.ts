import { describe, expect, it } from 'vitest';
import { openSpeller, wordsOf } from './spelling.ts';

const speller = openSpeller(wordsOf('# of this course\nsubprotocol\nsubprotocols # both\n'));
const unknownIn = (text: string) => speller.unknownIn(text).map(({ word }) => word);

describe('the speller', () => {
  it('finds words that it does not know, and where they stand', () => {
    expect(speller.unknownIn('A sever may recieve.')).toEqual([{ word: 'recieve', index: 12 }]);
    expect(speller.suggestion('recieve')).toBe('receive');
  });

  it('knows words at the beginning of a sentence, with an apostrophe, and the course’s own', () => {
    expect(unknownIn("Servers don't choose; the page’s subprotocols do. Subprotocol by subprotocol.")).toEqual([]);
  });

  it('leaves code, tags, addresses and names alone', () => {
    const text =
      'The `wsss` of <Clam id="xyzzy">JWTs</Clam> at https://exampel.org/xyzzy is in server.ts, v8x, WebSokcet, /pth/x.';
    expect(unknownIn(text)).toEqual([]);
  });

  it('reads both halves of a word with a hyphen', () => {
    expect(unknownIn('a well-knwon door')).toEqual(['knwon']);
  });
});
