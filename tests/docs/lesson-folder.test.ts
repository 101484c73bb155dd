import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { components } from '../../src/lesson/components.ts';
import { hintRungs } from '../../src/lesson/exercise.ts';
import { jsonSchemas } from '../../src/lesson/json-schemas.ts';
import { engineDir, runCourse } from '../cli/run-course.ts';

const page = readFileSync(join(engineDir, 'docs/lesson-folder.md'), 'utf8');

describe('docs/lesson-folder.md', () => {
  it.each(['step', 'myth', 'page', 'quiz', 'mutant', 'variant', 'pair', 'corrections'])(
    'names every key, and every word that is a choice, of what is read as %s',
    (kind) => {
      const words = [...wordsOf(JSON.parse(jsonSchemas()[`${kind}.json`] ?? ''))];
      expect(words).not.toEqual([]);
      expect(words.filter((word) => !isNamed(word))).toEqual([]);
    },
  );

  it('names every key of a claim and its experiment', () => {
    const source = readFileSync(join(engineDir, 'src/check/claims.ts'), 'utf8');
    const keys = [...source.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, key = '']) => key);
    expect(keys).toContain('measurement');
    expect(keys.filter((key) => !isNamed(key))).toEqual([]);
  });

  it('names every component with its attributes, and no other', () => {
    const told = [...page.matchAll(/`<([A-Z]\w*)([a-z ]*?) ?(?:\/>|>…<\/\w+>)`/g)].map(
      ([, name = '', attributes = '']) => [name, attributes.split(' ').filter(Boolean)],
    );
    const known = Object.entries(components).map(([name, { required, optional }]) => [
      name,
      [...Object.keys(required), ...Object.keys(optional)],
    ]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(known));
  });

  it('tells every command, with every option, that `course` has', async () => {
    const told = Object.fromEntries(
      [...page.matchAll(/^\| `course (\w+)[^`]*` *\|(.*)\|$/gm)].map(([, name = '', text = '']) => [name, text]),
    );
    const names = Object.keys(told);
    const { stdout } = await runCourse('', '--help');
    expect(
      [...stdout.matchAll(/^ {2}(\w+) .*$/gm)]
        .map(([, name = '']) => name)
        .filter((name) => name !== 'help')
        .sort(),
    ).toEqual(names.toSorted());
    const helps = await Promise.all(names.map(async (name) => (await runCourse('', name, '--help')).stdout));
    const options = helps.map((help) => [...help.matchAll(/^ {2}(--\w+)/gm)].map(([, option]) => option));
    expect(
      names.map((name) => [...(told[name] ?? '').matchAll(/`(--\w+)/g)].map(([, option]) => option).toSorted()),
    ).toEqual(options.map((some) => some.toSorted()));
  });

  it('tells the hints of a check in their order', () => {
    expect(page).toContain(`four \`hints\` (${hintRungs.join(', ')})`);
  });
});

function isNamed(word: string): boolean {
  return new RegExp(`\`[^\`]*(?<![\\w-])${word}(?![\\w-])[^\`]*\``).test(page);
}

/** Keys, constants and choices of a JSON Schema. */
function* wordsOf(schema: unknown): Generator<string> {
  if (Array.isArray(schema)) for (const one of schema) yield* wordsOf(one);
  if (schema === null || typeof schema !== 'object' || Array.isArray(schema)) return;
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties') yield* Object.keys(value);
    if (key === 'enum') yield* (value as readonly unknown[]).filter((one) => typeof one === 'string');
    if (key === 'const' && typeof value === 'string') yield value;
    if (key !== 'default') yield* wordsOf(value);
  }
}
