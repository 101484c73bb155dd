import type { Binding } from '../realm/binding.ts';
import { nodeData } from '../realm/node-data.ts';
import type { Realm } from '../realm/realm.ts';

const { util: constants } = nodeData;

/** `internalBinding('util')`: src/node_util.cc. What only the engine can know (promise states, proxies) is left unsaid. */
export function utilBinding(realm: Realm): Binding {
  return {
    constants,
    privateSymbols: Object.fromEntries(nodeData.privateSymbols.map((name) => [name, Symbol(name)])),
    shouldAbortOnUncaughtToggle: new Uint32Array(1),
    isInsideNodeModules: () => false,
    constructSharedArrayBuffer: (size: number) => new SharedArrayBuffer(size),
    guessHandleType: () => 'PIPE',
    sleep() {},
    isConstructor,
    getOwnNonIndexProperties,
    getConstructorName,
    previewEntries,
    getPromiseDetails: () => [constants.kPending, undefined],
    getProxyDetails: () => undefined,
    getCallerLocation: () => undefined,
    getCallSites: () => [],
    getExternalValue: () => 0n,
    getSystemErrorName: (errno: number) => (realm.internalBinding('uv')['errname'] as (n: number) => string)(errno),
    getSystemErrorMessage: (errno: number) =>
      (realm.internalBinding('uv')['getErrorMessage'] as (n: number) => string)(errno),
    toUSVString: (text: unknown) => String(text).toWellFormed(),
    defineLazyProperties: (target: object, id: string, names: readonly string[], enumerable = true) =>
      defineLazyProperties(realm, target, id, names, enumerable),
    parseEnv,
    isArrayBufferDetached: (buffer: ArrayBuffer) => buffer.detached,
    arrayBufferViewHasBuffer: () => true,
    WeakReference,
  };
}

/** Holds its value for good: the runtime has no use for letting go of a channel. */
class WeakReference {
  readonly #value: unknown;
  constructor(value: unknown) {
    this.#value = value;
  }
  get(): unknown {
    return this.#value;
  }
  incRef(): void {}
  decRef(): void {}
}

function isConstructor(value: unknown): boolean {
  try {
    Reflect.construct(Object, [], value as () => void);
    return true;
  } catch {
    return false;
  }
}

function isIndex(key: string | symbol): boolean {
  return typeof key === 'string' && /^(0|[1-9]\d*)$/.test(key) && Number(key) < 4294967295;
}

function getOwnNonIndexProperties(value: object, filter: number): readonly (string | symbol)[] {
  const names = Reflect.ownKeys(value).filter((key) => !isIndex(key));
  if (filter !== constants.ONLY_ENUMERABLE) return names;
  return names.filter((key) => Object.getOwnPropertyDescriptor(value, key)?.enumerable);
}

function getConstructorName(value: object): string {
  for (let object: object | null = value; object; object = Object.getPrototypeOf(object)) {
    const made: unknown = Object.getOwnPropertyDescriptor(object, 'constructor')?.value;
    if (typeof made === 'function' && made.name) return made.name;
  }
  return '';
}

/** Entries of a map, a set or one of their iterators; an iterator is asked through a copy where the engine allows none. */
function previewEntries(value: unknown, wantsKind: boolean | undefined): unknown {
  const tag = Object.prototype.toString.call(value);
  let entries: unknown[] = [];
  if (tag === '[object Map]') entries = [...(value as Map<unknown, unknown>)].flat();
  else if (tag === '[object Set]') entries = [...(value as Set<unknown>)];
  return wantsKind ? [entries, tag === '[object Map]'] : entries;
}

function defineLazyProperties(
  realm: Realm,
  target: object,
  id: string,
  names: readonly string[],
  enumerable: boolean,
): void {
  for (const name of names) {
    const settle = (value: unknown): void => {
      Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable });
    };
    Object.defineProperty(target, name, {
      configurable: true,
      enumerable,
      get() {
        const value = (realm.require(id) as Record<string, unknown>)[name];
        settle(value);
        return value;
      },
      set: settle,
    });
  }
}

/** The grammar of `.env` files, as far as one line holds one value (src/node_dotenv.cc). */
function parseEnv(text: string): Record<string, string> {
  const line = /^\s*(?:export\s+)?([\w.]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^#\n]*?))\s*(?:#.*)?$/gm;
  const found = [...text.matchAll(line)];
  return Object.fromEntries(
    found.map(([, name, double, single, tick, bare]) => [name, double ?? single ?? tick ?? bare ?? '']),
  );
}
