/** A text and what is selected in it, as offsets in UTF-16 units. */
export interface Selected {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Replaces `[from, to)` by `text` and selects `[start, end)` afterwards. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const unit = '  ';

/** Tab: two spaces at the caret, or before each line of a selection that spans lines. */
export function indent({ text, start, end }: Selected): Replacement {
  if (!text.slice(start, end).includes('\n')) {
    return { from: start, to: end, text: unit, start: start + unit.length, end: start + unit.length };
  }
  const from = lineStart(text, start);
  const lines = text.slice(from, end).split('\n');
  const indented = lines.map((line) => (line ? unit + line : line)).join('\n');
  return { from, to: end, text: indented, start: start + unit.length, end: from + indented.length };
}

/** Shift+Tab: up to two spaces less before each line of the selection. */
export function outdent({ text, start, end }: Selected): Replacement {
  const from = lineStart(text, start);
  const lines = text.slice(from, end).split('\n');
  const shorter = lines.map((line) => line.replace(/^ {1,2}/, ''));
  const first = (lines[0] ?? '').length - (shorter[0] ?? '').length;
  const joined = shorter.join('\n');
  const moved = Math.max(from, start - first);
  return { from, to: end, text: joined, start: moved, end: Math.max(moved, from + joined.length) };
}

/** Enter: a new line that begins like this one, one step further after an opening bracket. */
export function breakLine({ text, start, end }: Selected): Replacement {
  const line = text.slice(lineStart(text, start), start);
  const lead = /^ */.exec(line)?.[0] ?? '';
  const added = `\n${lead}${/[{[(]\s*$/.test(line) ? unit : ''}`;
  return { from: start, to: end, text: added, start: start + added.length, end: start + added.length };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}
