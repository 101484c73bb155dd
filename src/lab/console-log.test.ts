import { describe, expect, it } from 'vitest';
import { type ConsoleLog, consoleBounds, emptyConsole, type Printed, print } from './console-log.ts';

const printed = (text: string, more: Partial<Printed> = {}): Printed => ({
  stream: 'stdout',
  check: 'eavesdropper',
  text,
  ...more,
});
const all = (...chunks: readonly Printed[]): ConsoleLog => chunks.reduce(print, emptyConsole);
const texts = (log: ConsoleLog) => log.lines.map(({ text }) => text);

describe('the console of a run', () => {
  it('puts lines together from chunks that end anywhere', () => {
    expect(texts(all(printed('lis'), printed('tening\non'), printed(' 8080\n')))).toEqual(['listening', 'on 8080']);
  });

  it('keeps the two streams apart', () => {
    const log = all(printed('half'), printed('oh no\n', { stream: 'stderr' }), printed(' done\n'));
    expect(texts(log)).toEqual(['half done', 'oh no']);
    expect(log.lines.map(({ stream }) => stream)).toEqual(['stdout', 'stderr']);
  });

  it('does not go on with a line of another check', () => {
    expect(texts(all(printed('half'), printed('next\n', { check: 'silent' })))).toEqual(['half', 'next']);
  });

  it('shows empty lines and drops empty chunks', () => {
    expect(texts(all(printed('a\n\nb\n'), printed('')))).toEqual(['a', '', 'b']);
  });

  it('keeps the last lines of a flood, numbered as they came, and counts the rest', () => {
    const flood = print(emptyConsole, printed('x\n'.repeat(consoleBounds.lines + 7)));
    expect(flood.lines).toHaveLength(consoleBounds.lines);
    expect(flood.dropped).toBe(7);
    expect(flood.lines.at(-1)?.number).toBe(consoleBounds.lines + 7);
    expect(print(flood, printed('y\n')).dropped).toBe(8);
  });

  it('takes in a flood that comes in one chunk', () => {
    const flood = all(printed('half'), printed(` a line\n${'x\n'.repeat(200_000)}rest`), printed(' of it\n'));
    expect(flood.dropped).toBe(200_002 - consoleBounds.lines);
    expect(flood.lines.at(-1)).toMatchObject({ number: 200_002, text: 'rest of it', open: false });
  });

  it('cuts a line without end and says so once', () => {
    const chunks = Array.from({ length: 5 }, () => printed('x'.repeat(consoleBounds.line / 2)));
    const [line = ''] = texts(all(...chunks));
    expect(line).toBe(`${'x'.repeat(consoleBounds.line)} … (line cut)`);
  });
});
