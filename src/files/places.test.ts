import { describe, expect, it } from 'vitest';
import { mentionsIn } from './places.ts';

const files = { 'server.ts': '', 'lib/server.ts': '', 'tokens.ts': '' };
const found = (text: string) => mentionsIn(text, files).map(({ path, line, column }) => [path, line, column]);

describe('the places of a project that a text mentions', () => {
  it('are found as Node writes them: in frames of a stack, as URLs, alone on a line', () => {
    expect(found('    at door (/tmp/x/server.ts:12:7)')).toEqual([['server.ts', 12, 7]]);
    expect(found('    at file:///lesson/tokens.ts:3:1')).toEqual([['tokens.ts', 3, 1]]);
    expect(found('server.ts:9')).toEqual([['server.ts', 9, undefined]]);
  });

  it('are those of the file with the longest fitting path', () => {
    expect(found('/x/lib/server.ts:1:2 and /x/server.ts:3:4')).toEqual([
      ['lib/server.ts', 1, 2],
      ['server.ts', 3, 4],
    ]);
  });

  it('are not places of packages, of Node itself, of other files, or of no line', () => {
    const text =
      '/x/node_modules/ws/server.ts:1:1 node:internal/server.ts:2:2 my-server.ts:3:3 server.ts:0 http://localhost:8080';
    expect(found(text)).toEqual([]);
  });

  it('carry where in the text they stand', () => {
    const text = 'at (server.ts:1:2)';
    const [mention] = mentionsIn(text, files);
    expect(text.slice(mention?.start, mention?.end)).toBe('server.ts:1:2');
  });

  it('are looked for in a time that grows no faster than the text', () => {
    const long = 'a.'.repeat(200_000);
    const before = performance.now();
    expect(found(long)).toEqual([]);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
