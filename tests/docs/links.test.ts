import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { engineDir } from '../cli/run-course.ts';

const docs = readdirSync(join(engineDir, 'docs')).filter((name) => name.endsWith('.md'));
const pages = ['README.md', 'CONTRIBUTING.md', ...docs.map((name) => `docs/${name}`)];

/** What a page links to in the repository, from its root. */
function linksOf(page: string): readonly string[] {
  const text = readFileSync(join(engineDir, page), 'utf8').replace(/^```.*?^```$/gms, '');
  return [...text.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => join(dirname(page), path));
}

it.each(pages)('every link of %s leads to what is there', (page) => {
  expect(linksOf(page).filter((path) => !existsSync(join(engineDir, path)))).toEqual([]);
});

it('every page of docs/ is linked from README.md', () => {
  expect(linksOf('README.md')).toEqual(expect.arrayContaining(docs.map((name) => join('docs', name))));
});
