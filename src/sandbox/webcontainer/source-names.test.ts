import { expect, test } from 'vitest';
import { withSourceNames } from './source-names.ts';

const stems = new Set(['app/server', 'harness/preload']);

test('names a file of the learner as the learner does, wherever the project lies', () => {
  const printed = 'file:///home/lesson/app/server.js:12\n    at open (/home/lesson/app/server.js:12:3)';
  expect(withSourceNames(printed, stems)).toBe(
    'file:///home/lesson/app/server.ts:12\n    at open (/home/lesson/app/server.ts:12:3)',
  );
});

test('leaves packages, other files and plain words alone', () => {
  const printed = '/home/lesson/node_modules/ws/server.js:1 /home/lesson/app/server.json server.js';
  expect(withSourceNames(printed, stems)).toBe(printed);
});
