import type { Realm } from '../realm/realm.ts';

// Internal modules of which only a name or two is wanted, or that belong to what is not offered.

/** `internal/bootstrap/realm`: which ids `inspect` may dim in a stack. */
export function bootstrapRealm(realm: Realm): unknown {
  return { BuiltinModule: { exists: (id: string) => realm.has(id) } };
}

/** `internal/v8/startup_snapshot`: never building one. */
export function startupSnapshot(): unknown {
  const namespace = {
    isBuildingSnapshot: () => false,
    addSerializeCallback() {},
    addDeserializeCallback() {},
    addAfterUserSerializeDeserializeSnapshot() {},
  };
  return { ...namespace, namespace };
}

/** `internal/source_map/source_map_cache`: lines are kept, so there are no source maps. */
export function sourceMapCache(): unknown {
  return { getSourceMapsSupport: () => ({ enabled: false }), findSourceMap: () => undefined };
}

/** `internal/modules/run_main` */
export function runMain(): unknown {
  return { handleProcessExit() {} };
}

/** `internal/process/permission` */
export function permission(): unknown {
  return { isEnabled: () => false, has: () => true };
}

/** `internal/modules/helpers` */
export function moduleHelpers(): unknown {
  return { getRequireStack: () => [], urlToFilename: (url: string) => url };
}

/** `internal/data_url` */
export function dataUrl(): unknown {
  return {
    percentDecode(bytes: Uint8Array) {
      const text = String.fromCharCode(...bytes).replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
      return Uint8Array.from(text, (character) => character.charCodeAt(0));
    },
  };
}

/** `internal/crypto/random`, as far as object URLs want it. */
export function cryptoRandom(): unknown {
  return { randomUUID: () => globalThis.crypto.randomUUID() };
}

/** `cluster`: every program is a primary. */
export function cluster(): unknown {
  return { isPrimary: true, isMaster: true, isWorker: false, workers: {}, worker: undefined };
}

interface FatalHooks {
  captured: ((error: unknown) => void) | null;
}

/** `internal/process/execution`: what happens to an error that nothing caught (`onGlobalUncaughtException`). */
export function execution(realm: Realm): unknown {
  const { process } = realm;
  const state: FatalHooks = { captured: null };
  const { codes } = realm.require('internal/errors') as { codes: Record<string, new (...values: unknown[]) => Error> };
  return {
    tryGetCwd: () => (process['cwd'] as () => string)(),
    /** True when the program handled the error; false when it has to die of it. */
    onGlobalUncaughtException(error: unknown, fromPromise: boolean): boolean {
      const type = fromPromise ? 'unhandledRejection' : 'uncaughtException';
      process.emit('uncaughtExceptionMonitor', error, type);
      if (state.captured !== null) {
        state.captured(error);
        return true;
      }
      if (process.emit('uncaughtException', error, type)) return true;
      if (!process._exiting) {
        process._exiting = true;
        process.exitCode = 1;
        try {
          process.emit('exit', 1);
        } catch {
          // Node drops it too: the first error is the one to tell.
        }
      }
      return false;
    },
    setUncaughtExceptionCaptureCallback(callback: ((error: unknown) => void) | null) {
      if (callback !== null && typeof callback !== 'function') {
        const InvalidType = codes['ERR_INVALID_ARG_TYPE'] as new (...values: unknown[]) => Error;
        throw new InvalidType('fn', ['Function', 'null'], callback);
      }
      if (callback !== null && state.captured !== null) {
        const AlreadySet = codes['ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET'] as new () => Error;
        throw new AlreadySet();
      }
      state.captured = callback;
    },
    hasUncaughtExceptionCaptureCallback: () => state.captured !== null,
  };
}
