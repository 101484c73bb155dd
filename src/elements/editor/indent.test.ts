import { expect, it } from 'vitest';
import { breakLine, indent, outdent, type Replacement, type Selected } from './indent.ts';

/** `[` and `]` stand for the ends of the selection, `|` for a caret. */
function selected(shown: string): Selected {
  const caret = shown.indexOf('|');
  if (caret >= 0) return { text: shown.replace('|', ''), start: caret, end: caret };
  const start = shown.indexOf('[');
  return { text: shown.replace('[', '').replace(']', ''), start, end: shown.indexOf(']') - 1 };
}

function after(before: Selected, change: Replacement): string {
  const text = before.text.slice(0, change.from) + change.text + before.text.slice(change.to);
  if (change.start === change.end) return `${text.slice(0, change.start)}|${text.slice(change.start)}`;
  return `${text.slice(0, change.start)}[${text.slice(change.start, change.end)}]${text.slice(change.end)}`;
}

const done = (shown: string, act: (before: Selected) => Replacement) => after(selected(shown), act(selected(shown)));

it('puts two spaces at the caret', () => {
  expect(done('a|b', indent)).toBe('a  |b');
});

it('indents each line of a selection and leaves empty ones empty', () => {
  expect(done('a[b\n\nc]d', indent)).toBe('  a[b\n\n  c]d');
});

it('takes indentation away, and never more than there is', () => {
  expect(done('    a|', outdent)).toBe('  a|');
  expect(done(' |a', outdent)).toBe('|a');
  expect(done('|a', outdent)).toBe('|a');
});

it('takes indentation from every line of a selection', () => {
  expect(done('  [a\n  b]', outdent)).toBe('[a\nb]');
});

it('begins a new line like the one before, deeper after an opening bracket', () => {
  expect(done('  if (x) {|}', breakLine)).toBe('  if (x) {\n    |}');
  expect(done('  a;|', breakLine)).toBe('  a;\n  |');
});
