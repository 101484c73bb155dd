import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { engineDir } from '../cli/run-course.ts';
import { contrastOf } from './contrast.ts';

const page = readFileSync(join(engineDir, 'docs/theming.md'), 'utf8');
const sheet = readFileSync(join(engineDir, 'src/styles/tokens.css'), 'utf8');

/** What course.yaml may set: the same lines that the reader of courses holds it against. */
const tokens = [...sheet.matchAll(/^ {2}--([a-z0-9-]+):/gm)].map(([, name = '']) => name);
const rows = [...page.matchAll(/^\| (.*) \|$/gm)].map(([, row = '']) => row.split(' | ').map((cell) => cell.trim()));
const namesIn = (cell = '') => [...cell.matchAll(/`([a-z0-9-]+)`/g)].map(([, name = '']) => name);
const told = rows.filter((cells) => cells.length === 2).flatMap(([names]) => namesIn(names));

/** The two values of a colour. */
const schemes = new Map(
  [...sheet.matchAll(/^ {2}--([a-z0-9-]+): light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\);$/gm)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }] as const,
  ),
);

describe('docs/theming.md', () => {
  it('tells every token that a course may set, once, and no other', () => {
    expect(told.toSorted()).toEqual(tokens.toSorted());
  });

  it('names tokens that are there in its example', () => {
    const example = /^```yaml\n(.*?)^```$/ms.exec(page)?.[1] ?? '';
    const set = [...example.matchAll(/\{ ([a-z0-9-]+):/g)].map(([, name]) => name);
    expect(set.length).toBeGreaterThan(0);
    expect(set.filter((name) => !tokens.includes(name ?? ''))).toEqual([]);
  });

  const pairs = rows
    .filter((cells) => cells.length === 3 && Number(cells[2]) > 0)
    .flatMap(([above, below, least]) =>
      namesIn(above).flatMap((one) => namesIn(below).map((other) => [one, other, Number(least)] as const)),
    );
  it.each(pairs)('`%s` on `%s` has a contrast of at least %s in both schemes', (one, other, least) => {
    for (const scheme of ['light', 'dark'] as const) {
      const ratio = contrastOf(schemes.get(one)?.[scheme] ?? '', schemes.get(other)?.[scheme] ?? '');
      expect(ratio, scheme).toBeGreaterThanOrEqual(least);
    }
  });
});

describe('the contrast of two colours', () => {
  it('is 21 between black and white, and 1 of a colour with itself', () => {
    expect(contrastOf('oklch(0% 0 0)', 'oklch(100% 0 0)')).toBeCloseTo(21, 3);
    expect(contrastOf('oklch(50% 0.1 30)', 'oklch(50% 0.1 30)')).toBe(1);
  });

  it('is that of #767676 and of #ff0000 on white', () => {
    expect(contrastOf('oklch(56.58% 0 0)', 'oklch(100% 0 0)')).toBeCloseTo(4.54, 2);
    expect(contrastOf('oklch(62.796% 0.25768 29.234)', 'oklch(100% 0 0)')).toBeCloseTo(4, 2);
  });
});
