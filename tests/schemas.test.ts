import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { editorSchemas, jsonSchemas } from '../src/lesson/json-schemas.ts';

const root = join(import.meta.dirname, '..');
const folder = 'src/lesson/json-schema';
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** Every YAML file, and every page with frontmatter, of the lessons and of another course. */
const authored = readdirSync(join(root, 'lessons'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(yaml|mdx)$/.test(path))
  .map((path) => `lessons/${path.replaceAll('\\', '/')}`)
  .concat(
    readdirSync(join(root, 'tests/courses'), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(yaml|mdx)$/.test(path))
      .map((path) => `tests/courses/${path.replaceAll('\\', '/')}`),
  );

describe('the schemas for editors', () => {
  it('are those that the reader reads with: `npm run course -- schemas` would change none', () => {
    const written = readdirSync(join(root, folder)).map((name) => [name, read(`${folder}/${name}`)]);
    expect(Object.fromEntries(written)).toEqual(jsonSchemas());
  });

  it('are named in the settings of Visual Studio Code, for every file of a name that tells its kind', () => {
    expect(JSON.parse(read('.vscode/settings.json'))['yaml.schemas']).toEqual(editorSchemas(`./${folder}`));
  });

  it('hold for every YAML file of the lessons, by its name', () => {
    const names = Object.values(editorSchemas(''))
      .flat()
      .map((pattern) => pattern.replace('**/', ''));
    expect(authored.filter((path) => path.endsWith('.yaml') && !names.includes(basename(path)))).toEqual([]);
  });

  it('are named by `# yaml-language-server` lines that lead to the schema of that kind of file', () => {
    const lines = authored.flatMap((path) => {
      const [, named] = /^# yaml-language-server: \$schema=(.*)$/m.exec(read(path)) ?? [];
      return named === undefined ? [] : [{ path, leadsTo: relative(root, resolve(root, dirname(path), named)) }];
    });
    expect(lines.filter(({ path, leadsTo }) => leadsTo !== `${folder}/${kindOf(path)}.json`)).toEqual([]);
    const kinds = new Set(lines.map(({ path }) => kindOf(path)));
    expect([...kinds]).toEqual(expect.arrayContaining(['course', 'quiz', 'step']));
  });
});

function kindOf(path: string): string {
  const name = basename(path).replace(/\.\w+$/, '');
  return name === 'lesson' ? 'step' : name;
}
