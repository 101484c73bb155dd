import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conflictsOf, edit, filesOf, keepMine, nameFault, rebased, without } from './edits.ts';

const starter = { 'server.ts': 'listen', 'tokens.ts': 'secret' };

describe('the work on an exercise', () => {
  it('keeps only files that differ from what the author gave', () => {
    const once = edit(starter, {}, 'server.ts', 'listen harder');
    expect(once).toEqual({ 'server.ts': { from: 'listen', to: 'listen harder' } });
    expect(edit(starter, once, 'server.ts', 'listen')).toEqual({});
  });

  it('holds added and removed files too', () => {
    const work = edit(starter, edit(starter, {}, 'rooms.ts', ''), 'tokens.ts', null);
    expect(filesOf(starter, work)).toEqual({ 'server.ts': 'listen', 'rooms.ts': '' });
    expect(filesOf(starter, without(work, 'tokens.ts'))).toEqual({ ...starter, 'rooms.ts': '' });
  });

  it('gives back the text that was set last, whatever the path is called and whatever came before', () => {
    const path = fc.oneof(fc.constantFrom('server.ts', '__proto__', 'constructor', 'a/b.ts'), fc.string());
    const steps = fc.array(fc.tuple(path, fc.option(fc.string())));
    fc.assert(
      fc.property(steps, (history) => {
        const work = history.reduce((edits, [at, text]) => edit(starter, edits, at, text), {});
        const wanted = new Map<string, string | null>(Object.entries(starter));
        for (const [at, text] of history) wanted.set(at, text);
        const left = [...wanted].filter(([, text]) => text !== null);
        expect(Object.entries(filesOf(starter, work)).sort()).toEqual(left.sort());
      }),
    );
  });
});

describe('work on a file that the author changes', () => {
  const mine = edit(starter, {}, 'server.ts', 'mine');
  const anew = { ...starter, 'server.ts': 'anew' };

  it('is a conflict that keeps the learner’s text until it is settled', () => {
    expect(conflictsOf(anew, mine)).toEqual(['server.ts']);
    expect(filesOf(anew, mine)['server.ts']).toBe('mine');
    expect(conflictsOf(anew, edit(anew, mine, 'server.ts', 'mine still'))).toEqual(['server.ts']);
  });

  it('is settled by keeping mine, by taking the new text, or by having written the same', () => {
    expect(conflictsOf(anew, keepMine(anew, mine, 'server.ts'))).toEqual([]);
    expect(filesOf(anew, keepMine(anew, mine, 'server.ts'))['server.ts']).toBe('mine');
    expect(filesOf(anew, without(mine, 'server.ts'))['server.ts']).toBe('anew');
    expect(rebased({ ...starter, 'server.ts': 'mine' }, mine)).toEqual({});
  });

  it('is none where the author changed other files', () => {
    expect(conflictsOf({ ...starter, 'tokens.ts': 'anew' }, mine)).toEqual([]);
  });
});

describe('the name of a new file', () => {
  it.each(['rooms.ts', 'lib/rooms.ts', 'a-b_c.test.ts'])('may be %s', (path) => {
    expect(nameFault(starter, path)).toBeUndefined();
  });

  it.each([
    '',
    '/rooms.ts',
    '../rooms.ts',
    'a/../b.ts',
    'a//b.ts',
    'a b.ts',
    './a.ts',
    'node_modules/ws/index.js',
    'server.ts',
    'server.ts/a.ts',
  ])('may not be "%s", and one sentence says why', (path) => {
    expect(nameFault(starter, path)).toMatch(/^[^\n]+\.$/);
  });
});
