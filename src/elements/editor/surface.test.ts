import { expect, test } from 'vitest';
import { requireFile, stillThere } from './surface.ts';

const files = { 'server.ts': 'listen()', 'rooms.ts': '' };

test('a file that is there is shown, an empty one as well', () => {
  expect(requireFile(files, 'rooms.ts')).toBe('');
  expect(stillThere(files, 'rooms.ts')).toBe('rooms.ts');
});

test.each(['gone.ts', 'constructor'])('%s is not there, whatever every object has', (path) => {
  expect(() => requireFile(files, path)).toThrow(`expected one of server.ts, rooms.ts, found "${path}"`);
  expect(stillThere(files, path)).toBe('server.ts');
});
