import type { Binding } from './binding.ts';
import type { EventLoop } from './event-loop.ts';
import { defineMissingSymbols } from './missing-symbols.ts';

/** One file of Node's library, wrapped as Node wraps it (`BuiltinModule.compileForInternalLoader`). */
export type LibraryFunction = (
  exports: unknown,
  require: (id: string) => unknown,
  module: { exports: unknown },
  process: NodeProcess,
  internalBinding: (name: string) => Binding,
  primordials: object,
) => void;

/** A module of ours that stands in for a file of the library. */
export type Override = (realm: Realm) => unknown;

/** The part of `process` that the runtime itself touches. */
export interface NodeProcess {
  [name: string]: unknown;
  _exiting: boolean;
  exitCode: number | undefined;
  emit(event: string, ...values: unknown[]): boolean;
  listenerCount(event: string): number;
}

/** What is needed to make a realm. */
export interface RealmParts {
  readonly loop: EventLoop;
  /** The library's files by id. */
  readonly library: Readonly<Record<string, LibraryFunction>>;
  readonly overrides: Readonly<Record<string, Override>>;
  /** Makers of bindings by name; each is made when it is first asked for. */
  readonly bindings: Readonly<Record<string, (realm: Realm) => Binding>>;
}

/** One instance of Node's library: its modules, its bindings and its `process`. Nothing is shared between realms. */
export class Realm {
  readonly loop: EventLoop;
  readonly process: NodeProcess;
  readonly primordials: Record<string, unknown> = {};
  readonly #parts: RealmParts;
  readonly #modules = new Map<string, { exports: unknown }>();
  readonly #bindings = new Map<string, Binding>();

  constructor(parts: RealmParts) {
    this.#parts = parts;
    this.loop = parts.loop;
    // Its prototype is made to inherit from EventEmitter once `events` is there, as Node does it.
    this.process = Object.create(Object.create(Object.prototype, { constructor: { value: function process() {} } }));
    defineMissingSymbols();
    const makePrimordials = this.#libraryFunction('internal/per_context/primordials') as unknown as PrimordialsFunction;
    makePrimordials({}, this.primordials, {}, {});
  }

  /** A module of the library by id, public or internal, evaluated on first use. */
  require(id: string): unknown {
    const known = this.#modules.get(id);
    if (known) return known.exports;
    const module: { exports: unknown } = { exports: {} };
    this.#modules.set(id, module);
    try {
      const override = this.#parts.overrides[id];
      if (override) module.exports = override(this);
      else this.#evaluate(id, module);
    } catch (error) {
      this.#modules.delete(id);
      throw error;
    }
    return module.exports;
  }

  /** Whether `require(id)` can work. */
  has(id: string): boolean {
    return Object.hasOwn(this.#parts.overrides, id) || Object.hasOwn(this.#parts.library, id);
  }

  internalBinding(name: string): Binding {
    const known = this.#bindings.get(name);
    if (known) return known;
    const make = this.#parts.bindings[name];
    if (!make) throw new Error(`No such binding: ${name}`);
    const binding = make(this);
    this.#bindings.set(name, binding);
    return binding;
  }

  #evaluate(id: string, module: { exports: unknown }): void {
    this.#libraryFunction(id).call(
      undefined,
      module.exports,
      (wanted) => this.require(wanted),
      module,
      this.process,
      (name) => this.internalBinding(name),
      this.primordials,
    );
  }

  #libraryFunction(id: string): LibraryFunction {
    const found = Object.hasOwn(this.#parts.library, id) ? this.#parts.library[id] : undefined;
    if (found) return found;
    throw new Error(`Node's internal module ${id} is not part of this runtime.`);
  }
}

type PrimordialsFunction = (
  exports: object,
  primordials: object,
  privateSymbols: object,
  perIsolateSymbols: object,
) => void;
