import type { CompiledModule, ExportNames, ImportStatement } from '../protocol.ts';
import type { ModuleBody, Namespace } from './module-body.ts';

/** A CommonJS module of a bundled package. */
export type CommonJsBody = (
  exports: unknown,
  require: (specifier: string) => unknown,
  module: { exports: unknown },
  filename: string,
  dirname: string,
) => void;

/** A file of a bundled package; paths are relative to `node_modules`. */
export type PackageModule =
  | { readonly kind: 'module'; readonly imports: readonly ImportStatement[]; readonly exports: ExportNames }
  | { readonly kind: 'commonjs'; readonly names: readonly string[] };

/** The npm packages that every program finds: which file a bare specifier means, and all files. */
export interface Packages {
  readonly entries: Readonly<Record<string, string>>;
  readonly modules: Readonly<Record<string, PackageModule>>;
  readonly functions: Readonly<Record<string, unknown>>;
}

/** What a specifier turned out to mean. */
export type Target =
  | { readonly kind: 'builtin'; readonly id: string }
  | { readonly kind: 'commonjs'; readonly path: string }
  | { readonly kind: 'module'; readonly record: ModuleRecord };

/** One ES module of a program, from linking to the end of its evaluation. */
export interface ModuleRecord {
  readonly path: string;
  readonly namespace: Namespace;
  readonly imports: readonly ImportStatement[];
  readonly exports: ExportNames;
  readonly resolved: Map<string, Target>;
  readonly body: () => ModuleBody;
  state:
    | { readonly kind: 'linked' }
    /** Its functions are there, its body has not begun. */
    | { readonly kind: 'instantiated'; readonly run: () => Promise<unknown> }
    | { readonly kind: 'evaluating'; readonly evaluation: Promise<unknown> }
    | { readonly kind: 'evaluated' }
    | { readonly kind: 'failed'; readonly error: unknown };
}

type Described = Pick<CompiledModule & { kind: 'module' }, 'imports' | 'exports'>;

export function moduleRecord(path: string, { imports, exports }: Described, body: () => ModuleBody): ModuleRecord {
  const namespace: Namespace = Object.defineProperty({}, '__esModule', { value: true });
  return { path, namespace, imports, exports, resolved: new Map(), body, state: { kind: 'linked' } };
}

/** A JSON file: one `default` export, there from the beginning. */
export function jsonRecord(path: string, text: string): ModuleRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`${path}: ${(error as Error).message}`);
  }
  const record = moduleRecord(
    path,
    { imports: [], exports: { names: ['default'], stars: [] } },
    () => async function* () {},
  );
  record.namespace['default'] = value;
  record.state = { kind: 'evaluated' };
  return record;
}

/** What `import * as` sees of a module that is no ES module: `default` and the names it is known by, as they are now. */
export function namespaceOver(names: readonly string[], module: () => unknown): Namespace {
  const namespace: Namespace = Object.defineProperty(Object.create(null), '__esModule', { value: true });
  for (const name of names) {
    if (name === 'default') continue;
    Object.defineProperty(namespace, name, { enumerable: true, get: () => (module() as Namespace)[name] });
  }
  return Object.defineProperty(namespace, 'default', { enumerable: true, get: module });
}
