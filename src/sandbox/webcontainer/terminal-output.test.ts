import { expect, it } from 'vitest';
import { createTerminalReader } from './terminal-output.ts';

it('turns CR LF into LF, also when a chunk ends between them', () => {
  const read = createTerminalReader();
  expect([read('one\r\ntwo\r'), read('\nthree')].join('')).toBe('one\ntwo\nthree');
});

it('takes colours out, also when a sequence is cut in two', () => {
  const read = createTerminalReader();
  expect([read('\u001b[31mred\u001b[3'), read('9m plain\r\n')].join('')).toBe('red plain\n');
});

it('does not hold back text for ever behind a lone ESC', () => {
  const read = createTerminalReader();
  expect(read(`\u001b${'x'.repeat(100)}`)).toHaveLength(101);
});
