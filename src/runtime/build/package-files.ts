import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { compileModule } from '../machine/compile-module.ts';
import { moduleEnd, moduleHead, moduleStart } from '../program/module-body.ts';
import type { PackageModule } from '../program/module-record.ts';
import type { WrappedFile } from './library-script.ts';

const require = createRequire(import.meta.url);

/** Where a package's files lie, and what a bare import of it means. */
interface PackageSource {
  readonly name: string;
  /** The file that an import of the bare name reaches, by the package's own manifest. */
  readonly import: string;
  /** Files and folders of code inside the package. */
  readonly code: readonly string[];
}

/** Every npm package that a program finds, unmodified. */
const sources: readonly PackageSource[] = [
  { name: 'ws', import: 'wrapper.mjs', code: ['index.js', 'wrapper.mjs', 'lib'] },
  { name: 'jose', import: 'dist/webapi/index.js', code: ['dist/webapi'] },
  { name: '@sinonjs/fake-timers', import: 'src/fake-timers-src.js', code: ['src'] },
  { name: '@sinonjs/commons', import: 'lib/index.js', code: ['lib'] },
  { name: 'type-detect', import: 'type-detect.js', code: ['type-detect.js'] },
];

/** The packages in the form in which they are built into a program's script. */
export interface PackagedFiles {
  readonly entries: Readonly<Record<string, string>>;
  readonly modules: Readonly<Record<string, PackageModule>>;
  readonly files: readonly WrappedFile[];
}

/** Reads the installed packages. ES modules are compiled as the project's own are; CommonJS stays as it is. */
export function packageFiles(): PackagedFiles {
  const entries: Record<string, string> = {};
  const modules: Record<string, PackageModule> = {};
  const files: WrappedFile[] = [];
  for (const source of sources) {
    const root = packageRoot(source.name);
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { type?: string };
    entries[source.name] = posix.join(source.name, source.import);
    for (const path of codeFiles(root, source.code)) {
      const id = posix.join(source.name, path);
      const text = readFileSync(join(root, path), 'utf8');
      const isModule = path.endsWith('.mjs') || (manifest.type === 'module' && !path.endsWith('.cjs'));
      if (isModule) files.push(wrapModule(id, text, modules));
      else files.push(wrapCommonJs(id, text, join(root, path), modules));
    }
  }
  return { entries, modules, files };
}

function packageRoot(name: string): string {
  let folder = dirname(require.resolve(name));
  while (!folder.endsWith(join('node_modules', ...name.split('/')))) folder = dirname(folder);
  return folder;
}

function codeFiles(root: string, code: readonly string[]): readonly string[] {
  return code.flatMap((path) => {
    if (/\.m?js$/.test(path)) return [path];
    const inside = readdirSync(join(root, path), { recursive: true }) as string[];
    return inside
      .filter((file) => file.endsWith('.js') && !file.endsWith('.test.js'))
      .map((file) => posix.join(path, file.replaceAll('\\', '/')));
  });
}

function wrapModule(id: string, text: string, modules: Record<string, PackageModule>): WrappedFile {
  const compiled = compileModule(id, text);
  if (compiled.kind !== 'module')
    throw new Error(`${id}: expected an ES module that compiles, found ${compiled.kind}.`);
  modules[id] = { kind: 'module', imports: compiled.imports, exports: compiled.exports };
  return { id, head: moduleHead, code: `${moduleStart(compiled.hoisted)}${compiled.code}\n${moduleEnd}` };
}

function wrapCommonJs(id: string, text: string, path: string, modules: Record<string, PackageModule>): WrappedFile {
  const exported: unknown = require(path);
  const isObject = (typeof exported === 'object' && exported !== null) || typeof exported === 'function';
  modules[id] = { kind: 'commonjs', names: isObject ? Object.keys(exported) : [] };
  return { id, head: 'function (exports, require, module, __filename, __dirname)', code: text };
}
