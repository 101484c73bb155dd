import type { Realm } from '../realm/realm.ts';

/**
 * `internal/async_hooks`: ids are given, hooks are not run. The engine of a page tells no script when a promise is made or
 * settled, so contexts cannot follow an `await`.
 */
export function internalAsyncHooks(): unknown {
  let lastId = 1;
  const symbols = {
    async_id_symbol: Symbol('asyncId'),
    trigger_async_id_symbol: Symbol('triggerAsyncId'),
    owner_symbol: Symbol('owner_symbol'),
    async_local_storage_context_symbol: Symbol('async_local_storage_context_symbol'),
  };
  const nothing = (): void => {};
  return {
    symbols,
    newAsyncId: () => ++lastId,
    getOrSetAsyncId(object: Record<symbol, number | undefined>) {
      object[symbols.async_id_symbol] ??= ++lastId;
      return object[symbols.async_id_symbol];
    },
    getDefaultTriggerAsyncId: () => 0,
    defaultTriggerAsyncIdScope: (_id: number, callback: (...values: unknown[]) => unknown, ...values: unknown[]) =>
      callback(...values),
    clearDefaultTriggerAsyncId: nothing,
    clearAsyncIdStack: nothing,
    hasAsyncIdStack: () => false,
    executionAsyncId: () => 0,
    executionAsyncResource: () => ({}),
    initHooksExist: () => false,
    afterHooksExist: () => false,
    enabledHooksExist: () => false,
    emitInit: nothing,
    emitBefore: nothing,
    emitAfter: nothing,
    emitDestroy: nothing,
    pushAsyncContext: nothing,
    popAsyncContext: nothing,
    nativeHooks: {},
    registerDestroyHook: nothing,
  };
}

/** `async_hooks`: stores follow calls, not promises; see `internalAsyncHooks`. */
export function asyncHooks(realm: Realm): unknown {
  const { validateString } = realm.require('internal/validators') as {
    validateString(value: unknown, name: string): void;
  };

  class AsyncResource {
    readonly type: string;
    constructor(type: string) {
      validateString(type, 'type');
      this.type = type;
    }
    runInAsyncScope(callback: (...values: unknown[]) => unknown, self?: unknown, ...values: unknown[]): unknown {
      return callback.apply(self, values);
    }
    emitDestroy(): this {
      return this;
    }
    asyncId(): number {
      return 0;
    }
    triggerAsyncId(): number {
      return 0;
    }
    bind(callback: (...values: unknown[]) => unknown): (...values: unknown[]) => unknown {
      return callback.bind(this);
    }
    static bind(callback: (...values: unknown[]) => unknown, _type?: string, self?: unknown): unknown {
      return self === undefined ? callback : callback.bind(self);
    }
  }

  class AsyncLocalStorage {
    #store: unknown;
    run(store: unknown, callback: (...values: unknown[]) => unknown, ...values: unknown[]): unknown {
      const before = this.#store;
      this.#store = store;
      try {
        return callback(...values);
      } finally {
        this.#store = before;
      }
    }
    exit(callback: (...values: unknown[]) => unknown, ...values: unknown[]): unknown {
      return this.run(undefined, callback, ...values);
    }
    getStore(): unknown {
      return this.#store;
    }
    enterWith(store: unknown): void {
      this.#store = store;
    }
    disable(): void {
      this.#store = undefined;
    }
    static bind(callback: unknown): unknown {
      return callback;
    }
    static snapshot(): unknown {
      return (callback: (...values: unknown[]) => unknown, ...values: unknown[]) => callback(...values);
    }
  }

  return {
    AsyncResource,
    AsyncLocalStorage,
    executionAsyncId: () => 0,
    triggerAsyncId: () => 0,
    executionAsyncResource: () => ({}),
    createHook() {
      const hook = { enable: () => hook, disable: () => hook };
      return hook;
    },
  };
}

/** `internal/async_context_frame`: there is none. */
export function asyncContextFrame(): unknown {
  return { enabled: false, current() {}, set() {}, exchange() {}, disable() {} };
}
