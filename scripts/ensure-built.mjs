import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { perform as build } from './tasks/build.mjs';

const SOURCES = ['src', 'lessons', 'public', 'sandbox-templates', 'astro.config.mjs', 'package-lock.json'];
const STAMP = '.cache/built-from';

/** Builds the course into dist/ when its sources have changed since it was built last. Resolves to the exit code. */
export async function ensureBuilt() {
  const sources = fingerprint();
  if (existsSync('dist/index.html') && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return 0;
  console.error('Building the course (about a minute, once) …');
  const code = await build(['--silent']);
  if (code !== 0) return code;
  mkdirSync('.cache', { recursive: true });
  writeFileSync(STAMP, sources);
  return 0;
}

// Path, size and time of every file that the site is built from.
function fingerprint() {
  const files = SOURCES.flatMap((source) =>
    statSync(source).isDirectory()
      ? readdirSync(source, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
      : [source],
  );
  return files
    .map((path) => `${path} ${statSync(path).size} ${statSync(path).mtimeMs}`)
    .sort()
    .join('\n');
}
