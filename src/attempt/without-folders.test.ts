import { expect, test } from 'vitest';
import { withoutFolders } from './without-folders.ts';

test.each([
  [
    "Cannot find module '/home/ann/abc/server/rooms.ts' imported from /home/ann/abc/server/server.ts",
    "Cannot find module 'rooms.ts' imported from server.ts",
  ],
  ['at (file:///tmp/x/server/lib/rooms.ts:3)', 'at (lib/rooms.ts:3)'],
  ['no /server/ above, and no path', 'no /server/ above, and no path'],
  ['It ended with a full stop.', 'It ended with a full stop'],
])('%s', (message, says) => {
  expect(withoutFolders(message)).toBe(says);
});

test('a message of a million slashes is told as it is', () => {
  const message = '/'.repeat(1_000_000);
  expect(withoutFolders(message)).toBe(message);
});
