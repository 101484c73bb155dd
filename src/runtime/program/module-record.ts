import type { CompiledModule, ExportNames, ImportStatement } from '../protocol.ts';

/** The body of an ES module as a function; what it imports comes as namespaces. */
export type ModuleBody = (
  exports: Namespace,
  require: (specifier: string) => unknown,
  load: (specifier: unknown) => Promise<unknown>,
  meta: object,
  settled: () => void,
) => Promise<void>;

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

/** What a module gives to those that import it. */
export type Namespace = Record<string, unknown>;

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
    | { readonly kind: 'evaluating'; readonly evaluation: Promise<void> }
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
  const record = moduleRecord(path, { imports: [], exports: { names: ['default'], stars: [] } }, () => async () => {});
  record.namespace['default'] = value;
  record.state = { kind: 'evaluated' };
  return record;
}

/** What `import * as` sees of a module that is no ES module: `default` and its own enumerable names, as they are now. */
export function namespaceOver(module: unknown): Namespace {
  const namespace: Namespace = Object.defineProperty(Object.create(null), '__esModule', { value: true });
  if (module !== null && (typeof module === 'object' || typeof module === 'function')) {
    for (const name of Object.keys(module)) {
      if (name === 'default') continue;
      Object.defineProperty(namespace, name, { enumerable: true, get: () => (module as Namespace)[name] });
    }
  }
  Object.defineProperty(namespace, 'default', { enumerable: true, value: module });
  return namespace;
}
