import type { Mark } from './editor.ts';
import { type Token, tokenLines } from './tokens.ts';

/** Makes the lines below a text area equal to its text; only lines that differ are touched. */
export function paintLines(code: Element, text: string, marks: readonly Mark[]): void {
  const wanted = tokenLines(text);
  for (const [index, tokens] of wanted.entries()) {
    const mark = marks.find(({ line }) => line === index + 1);
    const className = mark ? `l mark-${mark.kind}` : 'l';
    const line = code.children[index];
    const whole = `${tokens.map((token) => token.text).join('')}\n`;
    if (!line) code.append(lineOf(tokens, className));
    else if (line.textContent !== whole) line.replaceWith(lineOf(tokens, className));
    else if (line.className !== className) line.className = className;
    if (mark) code.children[index]?.setAttribute('data-says', mark.says);
    else code.children[index]?.removeAttribute('data-says');
  }
  while (code.children.length > wanted.length) code.lastElementChild?.remove();
}

function lineOf(tokens: readonly Token[], className: string): HTMLElement {
  const line = document.createElement('span');
  line.className = className;
  for (const { text, kind } of tokens) {
    if (kind === 'plain') {
      line.append(text);
      continue;
    }
    const span = document.createElement('span');
    span.className = kind;
    span.textContent = text;
    line.append(span);
  }
  line.append('\n');
  return line;
}
