import { type Import, parse as lex } from 'es-module-lexer/js';
import { transform } from 'sucrase';
import type { CompiledModule, ExportNames, ImportedName, ImportStatement, SourceError } from '../protocol.ts';
import { findUnsupportedSyntax } from './erasable-syntax.ts';
import { placeAt } from './source-place.ts';

/** Whether a path names something that can be imported. */
export function isModule(path: string): boolean {
  return /\.([mc]?[jt]s|json)$/.test(path);
}

/**
 * Turns a source into the body of a function: types are erased, imports and exports become uses of `require`, `exports`,
 * `__load` (dynamic import) and `__meta`. Lines stay where they are.
 */
export function compileModule(path: string, source: string): CompiledModule {
  if (path.endsWith('.json')) return { kind: 'json', text: source };
  const typescript = /\.[mc]?ts$/.test(path);
  const unsupported = typescript ? findUnsupportedSyntax(source) : undefined;
  if (unsupported) return { kind: 'error', error: unsupported };
  try {
    const [imports, exports] = lex(source);
    const statements = importStatements(source, imports);
    const names = exportNames(exports);
    const output = erase(path, replaceDynamic(source, imports), typescript);
    const [hoistedImports, code] = hoistImports(output);
    const firstLine = (text: string): number => text.split('\n', 1)[0]?.length ?? 0;
    return {
      kind: 'module',
      code,
      hoisted: hoistedImports + hoistedFunctions(source, exports),
      indent: Math.max(0, firstLine(code) - firstLine(source)),
      imports: statements,
      exports: names,
    };
  } catch (error) {
    return { kind: 'error', error: sourceError(source, complaint(path, source, typescript) ?? error, typescript) };
  }
}

function erase(path: string, source: string, typescript: boolean): string {
  return transform(source, {
    transforms: typescript ? ['typescript', 'imports'] : ['imports'],
    filePath: path,
    preserveDynamicImport: true,
    keepUnusedImports: true,
    disableESTransforms: true,
    production: true,
  }).code;
}

/** What the parser says of a source that cannot be read: the lexer, which comes first, knows of no place for a missing bracket. */
function complaint(path: string, source: string, typescript: boolean): unknown {
  try {
    erase(path, source, typescript);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Same length, so that columns stay: `import(` becomes `__load(`, `import.meta` becomes `__meta` and blanks. */
function replaceDynamic(source: string, imports: readonly Import[]): string {
  let text = source;
  for (const found of imports) {
    const { importStart: at } = found;
    if (found.type === 'import-meta') text = `${text.slice(0, at)}__meta     ${text.slice(at + 11)}`;
    else if (found.type === 'dynamic' && !found.probablyTypeOnly)
      text = `${text.slice(0, at)}__load${text.slice(at + 6)}`;
  }
  return text;
}

function importStatements(source: string, imports: readonly Import[]): readonly ImportStatement[] {
  return imports
    .filter((found) => (found.type === 'static' || found.type === 'reexport-star') && !found.typeOnly)
    .map((found) => ({
      specifier: found.specifier as string,
      names: importedNames(source, found.importStart, found.start),
      ...placeAt(source, found.importStart),
    }));
}

/** The names between `import` or `export` and the specifier: `a, { b, c as d, type E }`. */
function importedNames(source: string, from: number, to: number): readonly ImportedName[] {
  const clause = source.slice(from, to);
  const names: ImportedName[] = [];
  const bare = /^import\s+(?!type\b\s*[\w{*])([\w$]+)\s*(?:,|\bfrom\b)/.exec(clause);
  if (bare) names.push({ name: 'default', ...placeAt(source, from + clause.indexOf(bare[1] as string, 6)) });
  const open = clause.indexOf('{');
  const close = clause.lastIndexOf('}');
  if (open < 0 || close < open) return names;
  const list = clause.slice(open + 1, close);
  for (const entry of list.matchAll(/(?:^|,)(\s*)(?!type\s+[\w$'"])((?:[\w$]+)|'[^']*'|"[^"]*")[^,]*/g)) {
    const [, blank = '', name = ''] = entry;
    const at =
      from +
      open +
      1 +
      entry.index +
      entry[0].indexOf(name, entry[0].startsWith(',') ? 1 + blank.length : blank.length);
    names.push({ name: name.replace(/^['"]|['"]$/g, ''), ...placeAt(source, at) });
  }
  return names;
}

type Exports = ReturnType<typeof lex>[1];

function exportNames(exports: Exports): ExportNames {
  const real = exports.filter((found) => !found.typeOnly);
  return {
    names: real.flatMap((found) => (found.type === 'reexport-all' ? [] : [found.name])),
    stars: real.flatMap((found) => (found.type === 'reexport-all' ? [found.from] : [])),
  };
}

/** Function declarations are exported before the body runs, so that cycles find them (ECMA-262 §16.2.1.7.3.1). */
function hoistedFunctions(source: string, exports: Exports): string {
  const functions = exports.flatMap((found) => {
    if (found.type !== 'direct' || found.typeOnly || !found.localName) return [];
    const declared = /^export\s+(?:default\s+)?(?:async\s+)?function\b/.test(source.slice(found.exportStart));
    return declared ? [`exports.${found.name} = ${found.localName};`] : [];
  });
  return functions.length === 0 ? '' : `${functions.join(' ')} `;
}

const importLine =
  /((?:^|\})[ \t]*)(var (_[\w$]+) = require\('[^'\\]*'\);(?: var [\w$]+ = _interopRequire(?:Default|Wildcard)\(\3\);)?)/gm;

/** Imports are bound before the body runs, wherever they stand: gives the moved statements, and what is left. */
function hoistImports(output: string): readonly [moved: string, rest: string] {
  const moved: string[] = [];
  const rest = output.replace(importLine, (_all, before: string, statement: string) => {
    moved.push(statement);
    return before;
  });
  return [moved.length === 0 ? '' : `${moved.join(' ')} `, rest];
}

function sourceError(source: string, error: unknown, typescript: boolean): SourceError {
  const code = typescript ? 'ERR_INVALID_TYPESCRIPT_SYNTAX' : undefined;
  const { message, idx } = error as { readonly message: string; readonly idx?: number };
  if (typeof idx === 'number') return { message: 'Unexpected token', code, ...placeAt(source, idx) };
  const place = /\((\d+):(\d+)\)\s*$/.exec(message);
  return {
    message: message.replace(/^Error transforming [^:]*: /, '').replace(/\s*\(\d+:\d+\)\s*$/, ''),
    code,
    line: Number(place?.[1] ?? 1),
    column: Number(place?.[2] ?? 1),
  };
}
