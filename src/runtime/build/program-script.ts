import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import type { ScriptPart } from '../program/stack-trace.ts';
import libraryTable from '../tables/library.json' with { type: 'json' };
import { type FunctionTable, functionTable, type WrappedFile } from './library-script.ts';
import type { LibraryTable } from './library-table.ts';
import { packageFiles } from './package-files.ts';
import { readLibrary } from './read-library.ts';

const runtime = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

const libraryHead = 'function (exports, require, module, process, internalBinding, primordials)';
const primordialsHead = 'function (exports, primordials, privateSymbols, perIsolateSymbols)';

/**
 * The whole script of a program's thread: Node's library and the npm packages as functions, file by file and line by line,
 * and our own code bundled below them. `entry` is a file of `program/`.
 */
export async function programScript(entry: 'node-thread' | 'web-worker' | 'plain-node'): Promise<string> {
  const library = libraryFunctions();
  const { entries, modules, files } = packageFiles();
  const packages = functionTable(files);
  const code = await bundle(join(runtime, 'program', `${entry}.ts`), { keepNames: true });
  const head = '(function () {';
  const libraryText = `const __library = ${library.script};`;
  const packagesText = `const __packages = ${packages.script};`;
  const libraryLine = 1;
  const packagesLine = libraryLine + libraryText.split('\n').length;
  const codeLine = packagesLine + packagesText.split('\n').length;
  const parts: ScriptPart[] = [
    { firstLine: 0, name: '', indent: 0 },
    ...partsOf(library, libraryLine, (id) => `node:${id}`),
    ...partsOf(packages, packagesLine, (id) => `file:///project/node_modules/${id}`),
    { firstLine: codeLine, name: '', indent: 0 },
  ];
  const tables = `const __tables = ${JSON.stringify({ entries, modules, parts, llhttp: llhttpBase64() })};`;
  return [head, libraryText, packagesText, tables, code, '})()'].join('\n');
}

function libraryFunctions(): FunctionTable {
  const library = readLibrary(libraryTable as LibraryTable);
  const files: WrappedFile[] = [...library].map(([id, code]) => ({
    id,
    code,
    head: id === 'internal/per_context/primordials' ? primordialsHead : libraryHead,
  }));
  return functionTable(files);
}

function partsOf(table: FunctionTable, line: number, name: (id: string) => string): readonly ScriptPart[] {
  return Object.entries(table.firstLine).map(([id, first]) => ({ firstLine: line + first, name: name(id), indent: 0 }));
}

/** llhttp comes with undici as a module that exports the bytes. */
function llhttpBase64(): string {
  const bytes: Uint8Array = require('undici/lib/llhttp/llhttp-wasm.js');
  return Buffer.from(bytes).toString('base64');
}

/** Bundles our own code. `keepNames` keeps those of classes and functions, where programs may print them. */
export async function bundle(entry: string, options: Pick<BuildOptions, 'keepNames' | 'plugins'>): Promise<string> {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    minify: true,
    ...options,
    legalComments: 'none',
    lineLimit: 160,
    logLevel: 'silent',
  });
  return result.outputFiles[0]?.text.trimEnd() ?? '';
}
