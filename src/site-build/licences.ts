import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The npm packages whose code or declarations the built site hands out, whole or in part. */
export const handedOut = [
  ...['ws', 'jose', '@sinonjs/fake-timers', '@sinonjs/commons', 'type-detect'],
  ...['undici', 'pako', '@noble/hashes', 'sucrase', 'lines-and-columns', 'es-module-lexer'],
  ...['monaco-editor', 'idb-keyval', '@webcontainer/api'],
  ...['@types/node', '@types/ws', 'undici-types'],
] as const;

/**
 * The texts under which the built site hands out what others wrote: Node's licence (Node's library is in the sandbox), then each
 * package's. Rejects where a package brings none.
 */
export async function licences(): Promise<string> {
  const node = await readFile('src/runtime/tables/node-license.txt', 'utf8');
  const packages = await Promise.all(handedOut.map(licenceOf));
  return [`Node.js, https://nodejs.org\n\n${node}`, ...packages].join(`\n${'='.repeat(80)}\n\n`);
}

async function licenceOf(name: string): Promise<string> {
  const folder = join('node_modules', name);
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|thirdpartynotices)(\.\w+)?$/i.test(file)).sort();
  if (!files.some((file) => /^licen/i.test(file)))
    throw new Error(
      `expected a licence in ${folder}, found none: name the file that holds it in src/site-build/licences.ts`,
    );
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return `${name} ${version}, https://www.npmjs.com/package/${name}\n\n${texts.join('\n')}`;
}
