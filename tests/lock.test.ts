import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { missingOptional } from '../scripts/complete-lock.mjs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));

it('holds the builds for other systems of every package, so that npm ci takes the lock everywhere', () => {
  expect(missingOptional(lock)).toEqual([]);
});

it('finds a build that a lock leaves out', () => {
  const packages = {
    '': {},
    'node_modules/a': { optionalDependencies: { 'a-linux-x64': '1.0.0', 'a-win32-x64': '1.0.0' } },
    'node_modules/a/node_modules/a-linux-x64': {},
  };
  expect(missingOptional({ packages })).toEqual([{ name: 'a-win32-x64', version: '1.0.0', dev: false }]);
});

it('asks for exact versions only', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, range]) => !/^\d/.test(String(range)),
  );
  expect(loose).toEqual([]);
});
