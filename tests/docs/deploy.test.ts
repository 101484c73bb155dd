import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { headerRules } from '../../scripts/header-rules.mjs';
import { isolationHeaders } from '../../src/site-build/isolation-headers.ts';
import { engineDir } from '../cli/run-course.ts';

const read = (path: string) => readFileSync(join(engineDir, path), 'utf8');
const page = read('docs/deploy.md');
const nginx = /^```nginx\n(.*?)^```$/ms.exec(page)?.[1] ?? '';

type Fields = Readonly<Record<string, string>>;
const rules = headerRules(read('public/_headers')) as (path: string) => Fields;
const paths = ['/', '/steps/passing-credentials/', '/_astro/page.js', '/fonts/newsreader-title.woff2', '/sandbox.html'];

describe('docs/deploy.md', () => {
  it('tells the fields that public/_headers sets everywhere', () => {
    const told = [...page.matchAll(/^\| `([A-Z][\w-]+)` *\| `([^`]+)` *\|/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]);
    expect(lowered(Object.fromEntries(told))).toEqual(rules('/'));
  });

  it.each(paths)('has an nginx that sets for %s what public/_headers does', (path) => {
    const { 'cache-control': kept, ...others } = byNginx(path);
    const { 'cache-control': wanted, ...fields } = rules(path);
    expect(others).toEqual(fields);
    expect(kept).toBe(wanted ?? 'no-cache');
    if (wanted) expect(page.replace(nginx, '')).toContain(wanted);
  });

  it('names no variable that the build does not read, and all that it reads', () => {
    const told = [...page.matchAll(/^\| `([A-Z_]{2,})(?:=\w+)?` *\|/gm)].map(([, name = '']) => name);
    const sources = ['astro.config.mjs', 'src/elements/lab/host-memory.ts', 'src/elements/lab/open-webcontainer.ts']
      .map(read)
      .join();
    const asked = [...sources.matchAll(/\benv(?:\.|\[')([A-Z_]{2,})/g)].map(([, name = '']) => name);
    expect(told.toSorted()).toEqual([...new Set(asked)].sort());
  });
});

describe('vercel.json', () => {
  it.each(paths)('sets for %s what public/_headers does', (path) => {
    const { headers } = JSON.parse(read('vercel.json')) as {
      readonly headers: readonly {
        readonly source: string;
        readonly headers: readonly { readonly key: string; readonly value: string }[];
      }[];
    };
    const matching = headers.filter(({ source }) => new RegExp(`^${source}$`).test(path));
    const fields = matching.flatMap((rule) => rule.headers.map(({ key, value }) => [key, value] as const));
    expect(lowered(Object.fromEntries(fields))).toEqual(rules(path));
  });
});

it('the site that is served to authors is isolated by the same fields', () => {
  expect(rules('/')).toMatchObject(lowered(isolationHeaders));
});

/** What the page's nginx adds to an answer: its `add_header` lines, with the value that the `map` has for a path. */
function byNginx(path: string): Fields {
  const mapped = [...nginx.matchAll(/^ {2}(default|~\S+) (?:"([^"]+)"|(\S+));$/gm)].map(
    ([, key = '', quoted, plain]) => ({
      isMeant: key === 'default' ? false : new RegExp(key.slice(1)).test(path),
      isDefault: key === 'default',
      value: quoted ?? plain ?? '',
    }),
  );
  const kept = (mapped.find(({ isMeant }) => isMeant) ?? mapped.find(({ isDefault }) => isDefault))?.value ?? '';
  const lines = [...nginx.matchAll(/^ {2}add_header (\S+) (\S+) always;$/gm)];
  return lowered(
    Object.fromEntries(lines.map(([, name = '', value = '']) => [name, value === '$kept' ? kept : value])),
  );
}

/** Names of fields are compared without regard to case (RFC 9110 §5.1). */
function lowered(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));
}
