import { readdir, readFile } from 'node:fs/promises';
import type { Row } from '../row.ts';
import { sizeFigures, sizesOf } from '../sizes.ts';

const parts: Readonly<Record<string, RegExp>> = {
  core: /^(editor\.api|monaco-editor|rolldown-runtime)\./,
  'icons and languages': /^(codicon|typescript|javascript|tsMode)\./,
  'worker of the editor': /^editor\.worker-/,
  'worker of TypeScript': /^ts\.worker-/,
};

/** What the larger editor weighs, part by part, as it comes with the first intent. */
export const editorSizeRows: readonly Row[] = Object.entries(parts).map(([part, names]) => ({
  name: `size of Monaco: ${part}`,
  unit: 'kB br',
  async measure() {
    const found = (await readdir('dist/_astro')).filter((name) => names.test(name));
    if (found.length === 0) throw new Error(`expected files named ${names} in dist/_astro/, found none`);
    const sizes = sizeFigures(await sizesOf(await Promise.all(found.map((name) => readFile(`dist/_astro/${name}`)))));
    return { ...sizes, note: `${sizes.note}, ${found.length} files` };
  },
}));
