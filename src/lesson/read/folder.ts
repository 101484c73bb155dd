import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Files } from '../../files/files.ts';

const ignored = new Set(['node_modules', 'package-lock.json']);

/** All text files below a folder, by path; dot files, node_modules and the lock left out. A folder that is not there has none. */
export async function readFiles(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(missing);
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !path.split('/').some((part) => part.startsWith('.') || ignored.has(part)))
    .sort();
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, path), 'utf8')));
  return Object.fromEntries(paths.map((path, index) => [path, (texts[index] ?? '').replaceAll('\r\n', '\n')]));
}

/** Names of the folders in a folder, sorted; none where it does not exist. */
export async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(missing);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !ignored.has(entry.name))
    .map((entry) => entry.name)
    .sort();
}

/** A text file, with line feeds only; `undefined` where it does not exist. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).replaceAll('\r\n', '\n');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Whether there is a file at this path. */
export async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(missing);
  return 'isFile' in found && found.isFile();
}

function missing(error: unknown): [] {
  if (isMissing(error)) return [];
  throw error;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
