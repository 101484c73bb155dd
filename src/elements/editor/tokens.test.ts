import { expect, it } from 'vitest';
import { tokenLines } from './tokens.ts';

const kinds = (text: string) =>
  tokenLines(text).map((line) =>
    line.filter(({ kind }) => kind !== 'plain').map(({ text, kind }) => `${kind}:${text}`),
  );

it('knows keywords, strings, numbers, calls and comments', () => {
  expect(kinds("const ws = open('a', 8080); // go")).toEqual([['k:const', 'f:open', "s:'a'", 'n:8080', 'c:// go']]);
});

it('gives back the text it was given, line by line', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a template
  const text = 'a `b\nc ${d}` /* e\n f */ g\n\n';
  expect(tokenLines(text).map((line) => line.map((token) => token.text).join(''))).toEqual(text.split('\n'));
});

it('carries a comment and a template over the lines they span', () => {
  expect(kinds('/* a\nb */ x\n`c\nd`')).toEqual([['c:/* a'], ['c:b */'], ['s:`c'], ['s:d`']]);
});

it('sees no keyword inside a longer name, and no comment inside a string', () => {
  expect(kinds("constant('http://x')")).toEqual([['f:constant', "s:'http://x'"]]);
});

it('takes an unfinished string to the end of its line only', () => {
  expect(kinds("'a\nconst")).toEqual([["s:'a"], ['k:const']]);
});
