import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { checkedText, type Library, type LibraryTable, sliceLibraryFile } from './library-table.ts';

/**
 * The texts of the table's files, each verified by its hash. They are read from this very process where it is the pinned
 * version, and else as bytes from the package's binary, which is fetched once and never run.
 */
export function readLibrary(table: LibraryTable): Library {
  if (process.version === table.version) return readFromThisNode(table);
  const binary = readFileSync(fetchBinary(table));
  return new Map(table.files.map((file) => [file.id, sliceLibraryFile(binary, file, table)]));
}

function readFromThisNode(table: LibraryTable): Library {
  const natives = ownNatives();
  return new Map(
    table.files.map((file) => {
      const text = natives[file.id];
      if (text === undefined)
        throw new Error(`${process.version} has no lib/${file.id}.js, which ${table.version} has.`);
      return [file.id, checkedText(Buffer.from(text, file.encoding), file, table)];
    }),
  );
}

/** The library's texts that the running Node carries in itself. */
export function ownNatives(): Readonly<Record<string, string>> {
  return (process as unknown as { binding(name: 'natives'): Record<string, string> }).binding('natives');
}

/** The folder outside the tree that keeps what is fetched once. */
function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(base, 'handshake');
}

/** The path of the package's binary in the cache; fetches the package with `npm pack` when it is not there yet. */
export function fetchBinary(table: LibraryTable): string {
  const folder = cacheFolder();
  const kept = join(folder, `${table.package.replace(/[@/]/g, '-')}.binary`);
  if (existsSync(kept)) return kept;
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(folder, 'fetch-'));
  try {
    const tarball = npmPack(table, work);
    const partial = join(work, 'binary');
    writeEntry(join(work, tarball), table.binary, partial);
    renameSync(partial, kept);
    return kept;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function npmPack(table: LibraryTable, folder: string): string {
  const windows = process.platform === 'win32';
  try {
    const printed = execFileSync(windows ? 'npm.cmd' : 'npm', ['pack', '--silent', table.package], {
      cwd: folder,
      encoding: 'utf8',
      shell: windows,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const name = printed.trim().split('\n').pop();
    if (name) return name;
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim().split('\n')[0] ?? String(error);
    throw new Error(
      `npm pack ${table.package} failed (${said}): connect to an npm registry once, then run this again.`,
    );
  }
  throw new Error(`npm pack ${table.package} printed no file name: update npm, then run this again.`);
}

/** Finds one file in a gzipped tar (POSIX ustar: 512-byte headers, name at 0, size in octal at 124). */
function writeEntry(tarball: string, name: string, to: string): void {
  const tar = gunzipSync(readFileSync(tarball));
  for (let at = 0; at + 512 <= tar.length; ) {
    const entry = tar.toString('latin1', at, at + 100).replace(/\0.*$/s, '');
    const size = Number.parseInt(
      tar
        .toString('latin1', at + 124, at + 136)
        .replace(/\0.*$/s, '')
        .trim() || '0',
      8,
    );
    if (entry === name) {
      writeFileSync(to, tar.subarray(at + 512, at + 512 + size));
      return;
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`${tarball}: expected an entry ${name}, found none: the package's layout has changed.`);
}
