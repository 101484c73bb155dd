import { modulesNotOffered } from '../overrides/not-offered.ts';
import { type CompiledModule, type ImportStatement, projectFolder, type Run } from '../protocol.ts';
import type { Realm } from '../realm/realm.ts';
import { CommonJs } from './commonjs.ts';
import type { ModuleBody, Namespace } from './module-body.ts';
import { coded, placed } from './module-errors.ts';
import {
  jsonRecord,
  type ModuleRecord,
  moduleRecord,
  namespaceOver,
  type Packages,
  type Target,
} from './module-record.ts';

const packageFolder = `${projectFolder}/node_modules/`;

/** Turns a compiled module's code into a function. */
export type LoadBody = (module: CompiledModule & { kind: 'module' }, path: string) => ModuleBody;

/**
 * Links and evaluates a program's modules: files of the project, bundled packages and built-in modules, with live
 * bindings, cycles and top-level await (ECMA-262 §16.2.1), and with Node's words where something is missing.
 */
export class Linker {
  readonly #realm: Realm;
  readonly #run: Run;
  readonly #packages: Packages;
  readonly #load: LoadBody;
  readonly #commonJs: CommonJs;
  readonly #records = new Map<string, ModuleRecord>();
  readonly #namespaces = new Map<string, Namespace>();

  constructor(realm: Realm, run: Run, packages: Packages, load: LoadBody) {
    this.#realm = realm;
    this.#run = run;
    this.#packages = packages;
    this.#load = load;
    this.#commonJs = new CommonJs(packages, (specifier) => {
      const id = specifier.replace(/^node:/, '');
      return this.#isPublic(id) ? { exports: realm.require(id) } : undefined;
    });
  }

  /** Links and evaluates a module by its absolute path; settles when it has been evaluated. */
  async import(path: string): Promise<Namespace> {
    const record = this.#record(path, undefined);
    this.#link(record, new Set());
    await this.#evaluate(record);
    return record.namespace;
  }

  #record(path: string, from: string | undefined): ModuleRecord {
    const known = this.#records.get(path);
    if (known) return known;
    const record = path.startsWith(packageFolder) ? this.#packageRecord(path) : this.#projectRecord(path, from);
    this.#records.set(path, record);
    return record;
  }

  #projectRecord(path: string, from: string | undefined): ModuleRecord {
    const compiled = this.#run.modules[path];
    if (!compiled) throw this.#notFound(path, from);
    if (compiled.kind === 'error') {
      const { message, line, column, code } = compiled.error;
      const error = new SyntaxError(message);
      throw placed(code ? coded(error, code) : error, { path, line, column });
    }
    if (compiled.kind === 'json') return jsonRecord(path, compiled.text);
    return moduleRecord(path, compiled, () => this.#load(compiled, path));
  }

  #packageRecord(path: string): ModuleRecord {
    const inside = path.slice(packageFolder.length);
    const module = this.#packages.modules[inside];
    if (module?.kind !== 'module') throw this.#notFound(path, undefined);
    return moduleRecord(path, module, () => this.#packages.functions[inside] as ModuleBody);
  }

  #link(record: ModuleRecord, seen: Set<ModuleRecord>): void {
    if (seen.has(record)) return;
    seen.add(record);
    for (const { specifier } of record.imports) {
      const target = this.#resolve(specifier, record.path);
      record.resolved.set(specifier, target);
      if (target.kind === 'module') this.#link(target.record, seen);
    }
    for (const statement of record.imports) this.#checkNames(record, statement);
  }

  #resolve(specifier: string, from: string): Target {
    const id = specifier.replace(/^node:/, '');
    if (this.#isPublic(id)) return { kind: 'builtin', id };
    const instead = Object.hasOwn(modulesNotOffered, id) ? modulesNotOffered[id] : undefined;
    if (instead !== undefined) {
      throw coded(
        new Error(`${specifier} is not offered by the embedded host: ${instead}.`),
        'ERR_UNKNOWN_BUILTIN_MODULE',
      );
    }
    if (specifier.startsWith('node:')) {
      throw coded(new Error(`No such built-in module: ${specifier}`), 'ERR_UNKNOWN_BUILTIN_MODULE');
    }
    const path = this.#path(specifier, from);
    const inside = path.startsWith(packageFolder) ? path.slice(packageFolder.length) : '';
    if (this.#packages.modules[inside]?.kind === 'commonjs') return { kind: 'commonjs', path: inside };
    return { kind: 'module', record: this.#record(path, from) };
  }

  #isPublic(id: string): boolean {
    return !id.startsWith('internal/') && !Object.hasOwn(modulesNotOffered, id) && this.#realm.has(id);
  }

  /** The absolute path that a specifier means (lib/internal/modules/esm/resolve.js, `moduleResolve`). */
  #path(specifier: string, from: string): string {
    if (/^(\.{0,2}\/|file:)/.test(specifier)) {
      const url = new this.#realm.loop.platform.URL(specifier, `file://${from}`);
      return decodeURIComponent(url.pathname);
    }
    const scheme = /^([a-z][a-z0-9+.-]*:)/i.exec(specifier)?.[1];
    if (scheme) {
      const message = `Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. Received protocol '${scheme}'`;
      throw coded(new Error(message), 'ERR_UNSUPPORTED_ESM_URL_SCHEME');
    }
    const entry = Object.hasOwn(this.#packages.entries, specifier) ? this.#packages.entries[specifier] : undefined;
    if (entry !== undefined) return packageFolder + entry;
    throw coded(new Error(`Cannot find package '${specifier}' imported from ${from}`), 'ERR_MODULE_NOT_FOUND');
  }

  #notFound(path: string, from: string | undefined): Error {
    const stem = path.replace(/\.[cm]?js$/, '');
    const candidates = [`${path}.ts`, `${path}.js`, `${stem}.ts`, `${path}/index.ts`];
    const near = from && candidates.find((candidate) => this.#run.modules[candidate]);
    const importer = from === undefined ? '' : ` imported from ${from}`;
    const hint = near ? `\nDid you mean to import "${relativePath(near, from)}"?` : '';
    const error = new Error(`Cannot find module '${path}'${importer}${hint}`);
    return Object.assign(coded(error, 'ERR_MODULE_NOT_FOUND'), { url: `file://${path}` });
  }

  /** Node's words and place for a name that the other module has not (ECMA-262 §16.2.1.7.3.1, step 7). */
  #checkNames(record: ModuleRecord, { specifier, names }: ImportStatement): void {
    const target = record.resolved.get(specifier) as Target;
    for (const { name, line, column } of names) {
      if (this.#exportsName(target, name, new Set())) continue;
      const message = `The requested module '${specifier}' does not provide an export named '${name}'`;
      throw placed(new SyntaxError(message), { path: record.path, line, column });
    }
  }

  #exportsName(target: Target, name: string, seen: Set<ModuleRecord>): boolean {
    if (target.kind !== 'module') {
      if (name === 'default') return true;
      if (target.kind === 'builtin') return name in this.#namespace(target);
      const module = this.#packages.modules[target.path];
      return module?.kind === 'commonjs' && module.names.includes(name);
    }
    const { record } = target;
    if (seen.has(record)) return false;
    seen.add(record);
    if (record.exports.names.includes(name)) return true;
    if (name === 'default') return false;
    return record.exports.stars.some((specifier) => {
      const star = record.resolved.get(specifier) ?? this.#resolve(specifier, record.path);
      return this.#exportsName(star, name, seen);
    });
  }

  /** Dependencies first, in order; only what awaits at its top level makes others wait. */
  async #evaluate(root: ModuleRecord): Promise<void> {
    const order = evaluationOrder(root);
    for (const target of order) if (target.kind === 'module') this.#instantiate(target.record);
    // Every body stops once before it begins, for a promise job.
    await undefined;
    for (const target of order) {
      if (target.kind === 'commonjs') this.#commonJs.require(target.path);
      if (target.kind !== 'module') continue;
      const evaluation = this.#evaluateOne(target.record);
      if (evaluation) await evaluation;
    }
  }

  #instantiate(record: ModuleRecord): void {
    if (record.state.kind !== 'linked') return;
    const body = record.body()(
      record.namespace,
      (specifier) => this.#namespace(record.resolved.get(specifier) ?? this.#resolve(specifier, record.path)),
      (specifier) => this.#dynamicImport(String(specifier), record.path),
      this.#meta(record.path),
      () => {
        record.state = { kind: 'evaluated' };
      },
    );
    void body.next();
    record.state = { kind: 'instantiated', run: () => body.next() };
  }

  /** Runs a body; undefined when it came to its end without awaiting anything. */
  #evaluateOne(record: ModuleRecord): Promise<unknown> | undefined {
    if (record.state.kind === 'instantiated') {
      const evaluation = record.state.run();
      evaluation.catch((error) => {
        record.state = { kind: 'failed', error };
      });
      if ((record.state as ModuleRecord['state']).kind !== 'evaluated')
        record.state = { kind: 'evaluating', evaluation };
    }
    const { state } = record;
    if (state.kind === 'failed') throw state.error;
    return state.kind === 'evaluating' ? state.evaluation : undefined;
  }

  #meta(path: string): object {
    return {
      __proto__: null,
      dirname: path.slice(0, path.lastIndexOf('/')) || '/',
      filename: path,
      main: path === this.#run.entry,
      resolve: (specifier: unknown) => this.#urlOf(String(specifier), path),
      url: `file://${path}`,
    };
  }

  #urlOf(specifier: string, from: string): string {
    const id = specifier.replace(/^node:/, '');
    return this.#isPublic(id) ? `node:${id}` : `file://${this.#path(specifier, from)}`;
  }

  async #dynamicImport(specifier: string, from: string): Promise<Namespace> {
    const target = this.#resolve(specifier, from);
    if (target.kind === 'module') {
      this.#link(target.record, new Set());
      await this.#evaluate(target.record);
    }
    return this.#namespace(target);
  }

  #namespace(target: Target): Namespace {
    if (target.kind === 'module') return target.record.namespace;
    const key = target.kind === 'builtin' ? `node:${target.id}` : target.path;
    const known = this.#namespaces.get(key);
    if (known) return known;
    const namespace =
      target.kind === 'builtin' ? this.#builtinNamespace(target.id) : this.#packageNamespace(target.path);
    this.#namespaces.set(key, namespace);
    return namespace;
  }

  #builtinNamespace(id: string): Namespace {
    const module = this.#realm.require(id);
    return namespaceOver(Object.keys(module as object), () => module);
  }

  /** A CommonJS module runs when its turn comes; its namespace is there before. */
  #packageNamespace(path: string): Namespace {
    const module = this.#packages.modules[path];
    return namespaceOver(module?.kind === 'commonjs' ? module.names : [], () => this.#commonJs.require(path));
  }
}

/** Everything that a module needs, each before those that need it; a cycle begins where it is entered. */
function evaluationOrder(root: ModuleRecord): readonly Target[] {
  const order: Target[] = [];
  const seen = new Set<ModuleRecord>();
  const visit = (record: ModuleRecord): void => {
    if (seen.has(record)) return;
    seen.add(record);
    for (const target of record.resolved.values()) {
      if (target.kind === 'module') visit(target.record);
      else order.push(target);
    }
    order.push({ kind: 'module', record });
  };
  visit(root);
  return order;
}

function relativePath(path: string, from: string): string {
  const target = path.split('/');
  const base = from.split('/').slice(0, -1);
  let shared = 0;
  while (shared < base.length && base[shared] === target[shared]) shared++;
  const up = base.length - shared;
  return `${up === 0 ? './' : '../'.repeat(up)}${target.slice(shared).join('/')}`;
}
