import { existsSync } from 'node:fs';
import { firstOf } from '../../e2e/site.ts';
import type { Row } from '../row.ts';
import { sizeFigures, sizesOf } from '../sizes.ts';

const step = firstOf('/steps/') ?? '/steps/';
const kinds: Readonly<Record<string, string>> = {
  start: '/',
  reading: '/under-the-hood/',
  step,
  'help of a step': `${step}help/`,
  myth: firstOf('/myths/') ?? '/myths/',
  playground: '/playground/',
  progress: '/progress/',
  review: '/review/',
};

/** What a page of each kind loads before anybody touches it: document, styles, scripts, pictures and fonts. */
export const pageSizeRows: readonly Row[] = Object.entries(kinds).map(([kind, path]) => ({
  name: `size of a page: ${kind}`,
  unit: 'kB br',
  async measure(bench) {
    if (!existsSync(`dist${path}index.html`)) throw new Error(`expected the page ${path} in dist/, found none`);
    const page = await bench.openPage();
    const bodies: Promise<Buffer>[] = [];
    page.on('response', (response) => bodies.push(response.body()));
    await page.goto((await bench.startBuiltSite()) + path, { waitUntil: 'networkidle' });
    const files = await Promise.all(bodies);
    const sizes = sizeFigures(await sizesOf(files));
    return { ...sizes, note: `${sizes.note}, ${files.length} files` };
  },
}));
