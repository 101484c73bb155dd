import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageFiles } from '../runtime/build/package-files.ts';
import { handedOut, licences } from './licences.ts';

/** What of src/ goes to the browser; `import type` brings nothing along. */
const ROOMS =
  /^(runtime\/(?!build)|elements|lab|playground|progress|attempt|check|wire|files|sandbox\/(embedded|webcontainer))/;

function packageOf(specifier: string): string {
  return specifier.match(/^(@[^/]+\/[^/]+|[^/]+)/)?.[0] ?? specifier;
}

test('the licences of Node and of every package that is handed out stand in one text', async () => {
  const text = await licences();
  expect(text).toContain('Copyright Node.js contributors. All rights reserved.');
  expect(text).toContain('Copyright Joyent, Inc. and other Node contributors.');
  for (const name of handedOut) expect(text).toContain(`https://www.npmjs.com/package/${name}\n`);
  expect(text).toContain(readFileSync('node_modules/ws/LICENSE', 'utf8'));
  expect(text).toContain(readFileSync('node_modules/jose/LICENSE.md', 'utf8'));
});

test('no package goes to the browser without being named', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter(
      (path) => ROOMS.test(path) && /(?<!\.(test|fixture|d))\.ts$/.test(path) && !path.endsWith('random-history.ts'),
    );
  const imported = files.flatMap((path) =>
    [
      ...readFileSync(join('src', path), 'utf8').matchAll(
        /^(?:import|export) (?!type\b)[^'"]*?from '([@a-z][^':]*)';$/gm,
      ),
    ].map(([, specifier = '']) => packageOf(specifier)),
  );
  const built = Object.keys(packageFiles().modules).map((path) => packageOf(path));
  expect(new Set([...imported, ...built].filter((name) => !handedOut.some((known) => known === name)))).toEqual(
    new Set(),
  );
  expect(imported).toContain('pako');
  expect(built).toContain('ws');
});
