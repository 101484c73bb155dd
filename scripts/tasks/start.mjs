import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node } from '../run.mjs';
import { perform as build } from './build.mjs';

const SOURCES = ['src', 'lessons', 'public', 'sandbox-templates', 'astro.config.mjs', 'package-lock.json'];
const STAMP = '.cache/built-from';

/** Serves the built course at one address, built first when its sources have changed since. */
export async function perform(args) {
  const sources = fingerprint();
  if (!existsSync('dist/index.html') || !existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== sources) {
    console.log('Building the course (about a minute, once) …');
    const code = await build(['--silent']);
    if (code !== 0) return code;
    mkdirSync('.cache', { recursive: true });
    writeFileSync(STAMP, sources);
  }
  return node(['scripts/serve.mjs', ...args]);
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
