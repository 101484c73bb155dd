import { expect, it } from 'vitest';
import { treeOf } from './file-tree.ts';

it('puts files into folders within folders', () => {
  expect(treeOf({ 'server/server.js': 'a', 'server/keys/k.pem': 'b', 'package.json': '{}' })).toEqual({
    server: {
      directory: {
        'server.js': { file: { contents: 'a' } },
        keys: { directory: { 'k.pem': { file: { contents: 'b' } } } },
      },
    },
    'package.json': { file: { contents: '{}' } },
  });
});
