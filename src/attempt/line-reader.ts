/** What a program wrote: a line of ours (parsed JSON; `undefined` where it is none), or a text beside such lines. */
export type Written = { readonly line: unknown } | { readonly text: string };

/** Longer than any line of ours can be: what exceeds it without an end is taken for a line that is no JSON. */
const longestLine = 1024 * 1024;

/** Finds the lines of one program (see protocol.ts) in the pieces of its output; they may begin in the middle of a printed line. */
export class LineReader {
  readonly #mark: string;
  #held = '';

  constructor(nonce: string) {
    this.#mark = `\u001e${nonce}`;
  }

  push(piece: string): readonly Written[] {
    const written: Written[] = [];
    let rest = this.#held + piece;
    this.#held = '';
    while (rest !== '') {
      const mark = rest.indexOf(this.#mark);
      const before = mark === -1 ? rest.length - overlap(rest, this.#mark) : mark;
      if (before > 0) written.push({ text: rest.slice(0, before) });
      rest = rest.slice(before);
      if (rest === '' || mark === -1) break;
      const end = rest.indexOf('\n');
      if (end === -1 && rest.length < longestLine) break;
      written.push({ line: parse(rest.slice(this.#mark.length, end === -1 ? rest.length : end)) });
      rest = end === -1 ? '' : rest.slice(end + 1);
    }
    this.#held = rest;
    return written;
  }
}

/** How much of the end of `text` may be the beginning of `mark`. */
function overlap(text: string, mark: string): number {
  for (let length = Math.min(mark.length - 1, text.length); length > 0; length -= 1) {
    if (text.endsWith(mark.slice(0, length))) return length;
  }
  return 0;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
