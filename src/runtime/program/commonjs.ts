import type { CommonJsBody, Packages } from './module-record.ts';

/** How a CommonJS module reaches Node's own modules; undefined where there is none of that name. */
export type RequireBuiltin = (specifier: string) => { readonly exports: unknown } | undefined;

/** The CommonJS modules of the bundled packages, each evaluated once. Paths are relative to `node_modules`. */
export class CommonJs {
  readonly #packages: Packages;
  readonly #builtin: RequireBuiltin;
  readonly #modules = new Map<string, { exports: unknown }>();

  constructor(packages: Packages, builtin: RequireBuiltin) {
    this.#packages = packages;
    this.#builtin = builtin;
  }

  require(path: string): unknown {
    const known = this.#modules.get(path);
    if (known) return known.exports;
    const module = { exports: {} as unknown };
    this.#modules.set(path, module);
    const body = this.#packages.functions[path] as CommonJsBody;
    const folder = path.slice(0, path.lastIndexOf('/'));
    const require = (specifier: string): unknown => this.#resolve(specifier, path, folder);
    body.call(module.exports, module.exports, require, module, `/${path}`, `/${folder}`);
    return module.exports;
  }

  #resolve(specifier: string, from: string, folder: string): unknown {
    const builtin = this.#builtin(specifier);
    if (builtin) return builtin.exports;
    const found = specifier.startsWith('.') ? this.#file(joined(folder, specifier)) : this.#packages.entries[specifier];
    if (found) return this.require(found);
    const error = new Error(`Cannot find module '${specifier}'\nRequire stack:\n- ${from}`);
    throw Object.assign(error, { code: 'MODULE_NOT_FOUND' });
  }

  #file(path: string): string | undefined {
    const candidates = [path, `${path}.js`, `${path}/index.js`];
    return candidates.find((candidate) => Object.hasOwn(this.#packages.modules, candidate));
  }
}

function joined(folder: string, specifier: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${specifier}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
