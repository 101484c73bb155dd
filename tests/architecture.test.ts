import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '..', 'src');

/** What each unit under src/ may import, beside itself. `unit/file.ts` allows that one file. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  wire: [],
  files: [],
  check: ['wire'],
  runtime: [],
  'sandbox/contract.ts': ['files'],
  'sandbox/embedded': ['files', 'sandbox/contract.ts', 'runtime'],
  'sandbox/node': ['files', 'sandbox/contract.ts'],
  'sandbox/webcontainer': ['wire', 'files', 'sandbox/contract.ts'],
  attempt: ['wire', 'files', 'check', 'sandbox/contract.ts'],
  quiz: ['check'],
  lesson: ['wire', 'check', 'quiz', 'files'],
  progress: ['check', 'quiz'],
  lab: ['lesson', 'attempt', 'sandbox/contract.ts', 'check', 'wire', 'files'],
  playground: ['lab', 'attempt', 'sandbox/contract.ts', 'check', 'wire', 'files'],
  'elements/dom.ts': [],
  'elements/marked.ts': ['wire', 'elements/dom.ts'],
  'elements/inspector': ['wire', 'elements/dom.ts', 'elements/marked.ts'],
  'elements/attempts': ['check', 'wire', 'elements/dom.ts', 'elements/marked.ts'],
  'elements/console': ['elements/dom.ts'],
  'elements/editor': ['files'],
  'elements/quiz': ['quiz', 'check'],
  'elements/progress': ['progress', 'quiz'],
  'elements/reading': ['*'],
  'elements/lab': ['*'],
  'elements/playground': ['*'],
  components: [
    'playground',
    'lesson',
    'wire',
    'check',
    'quiz',
    'progress',
    'elements/inspector/lanes.ts',
    'elements/inspector/explain.ts',
  ],
  layouts: ['components', 'lesson', 'elements/reading', 'styles'],
  styles: [],
  'site-build': ['runtime', 'lesson'],
  pages: ['layouts', 'styles', 'components', 'elements', 'lesson', 'wire', 'check', 'quiz', 'site-build', 'runtime'],
  'content.config.ts': ['lesson'],
  cli: ['lesson', 'attempt', 'sandbox', 'check', 'quiz', 'wire', 'files'],
};

const FORBIDDEN_NAMES = /(^|\/)(utils?|helpers?|common|core|misc|services|types)(\/|\.ts$)/;

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.(ts|astro|mjs)$/.test(path) && !path.endsWith('.test.ts') && !path.endsWith('.d.ts'));
const imports = files.flatMap(importsOf);

describe('the house', () => {
  it('has a place in the import table for every file under src/', () => {
    expect(files.filter((file) => unitOf(file) === undefined)).toEqual([]);
  });

  it('has no arrow that is not in the table', () => {
    const wrong = imports.filter(({ from, to }) => !isAllowed(from, to)).map(({ from, to }) => `${from} → ${to}`);
    expect(wrong).toEqual([]);
  });

  it('has no cycle of imports', () => {
    expect(cycle()).toEqual([]);
  });

  it('has no room without a noun of the field', () => {
    expect(files.filter((file) => FORBIDDEN_NAMES.test(file))).toEqual([]);
  });

  it('has no file of 300 lines, blank ones aside', () => {
    const length = (file: string) => readFileSync(join(SRC, file), 'utf8').match(/^.*\S/gm)?.length ?? 0;
    expect(files.filter((file) => length(file) >= 300)).toEqual([]);
  });

  it('has at most two folders below src/', () => {
    expect(files.filter((file) => file.split('/').length > 3 && !file.startsWith('pages/'))).toEqual([]);
  });

  it('imports each npm package in one unit only', () => {
    const units = new Map<string, Set<string>>();
    for (const file of files) {
      for (const name of packagesOf(file)) units.set(name, (units.get(name) ?? new Set()).add(roomOf(file)));
    }
    const shared = [...units].filter(([, rooms]) => rooms.size > 1).map(([name, rooms]) => `${name}: ${[...rooms]}`);
    expect(shared.filter((line) => !FRAMEWORK.test(line))).toEqual([]);
  });
});

// Astro's own modules are the framework of pages and components; zod is the language of schemas in quiz/ and lesson/.
const FRAMEWORK = /^(astro|astro:|zod:)/;

function unitOf(path: string): string | undefined {
  return Object.keys(MAY_IMPORT)
    .filter((unit) => path === unit || path.startsWith(`${unit}/`))
    .sort((a, b) => b.length - a.length)[0];
}

function isAllowed(from: string, to: string): boolean {
  const unit = unitOf(from);
  if (unit === undefined || unit === unitOf(to)) return true;
  return (
    MAY_IMPORT[unit]?.some((allowed) => allowed === '*' || to === allowed || to.startsWith(`${allowed}/`)) ?? false
  );
}

/** The unit's top folder: the sandbox and the elements count once each. */
function roomOf(path: string): string {
  return path.split('/')[0] ?? path;
}

function specifiersOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8').replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, '');
  const found = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g);
  return [...found].map((match) => match[1] ?? '');
}

function importsOf(file: string): Import[] {
  return specifiersOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => ({
      from: file,
      to: relative(SRC, join(SRC, dirname(file), specifier.replace(/\?.*$/, ''))).replaceAll('\\', '/'),
    }))
    .filter(({ to }) => !to.startsWith('..'));
}

function packagesOf(file: string): string[] {
  return specifiersOf(file)
    .filter((specifier) => /^(@[\w-]+\/)?[a-z][\w-]*(\/|$)/.test(specifier) && !specifier.startsWith('node:'))
    .map((specifier) => specifier.match(/^(@[^/]+\/[^/]+|[^/]+)/)?.[0] ?? specifier)
    .filter((name) => name !== 'handshake');
}

/** The files of the first cycle met, in order; empty when there is none. */
function cycle(): string[] {
  const next = Map.groupBy(imports, ({ from }) => from);
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const { to } of next.get(file) ?? []) {
      const found = visit(to, [...path, file]);
      if (found.length > 0) return found;
    }
    done.add(file);
    return [];
  };
  for (const file of files) {
    const found = visit(file, []);
    if (found.length > 0) return found;
  }
  return [];
}
