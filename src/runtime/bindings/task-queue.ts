import type { Binding } from '../realm/binding.ts';
import type { Realm } from '../realm/realm.ts';

/** Called by the engine for a promise that was rejected without a handler, or that got one late. */
export type PromiseRejectCallback = (type: number, promise: Promise<unknown>, reason: unknown) => void;

/** `PromiseRejectEvent` of V8. */
export const rejectedWithoutHandler = 0;
export const handlerAddedAfterReject = 1;

const callbacks = new WeakMap<Realm, PromiseRejectCallback>();

/** `internalBinding('task_queue')`: src/node_task_queue.cc. */
export function taskQueueBinding(realm: Realm): Binding {
  const { loop } = realm;
  return {
    tickInfo: loop.tickInfo,
    // Promise jobs cannot be run by script: they run when the present task is over.
    runMicrotasks() {},
    enqueueMicrotask: (callback: () => void) =>
      loop.platform.queueMicrotask(() => {
        if (!loop.ended) callback();
      }),
    setTickCallback(callback: () => void) {
      loop.tickCallback = () => callback.call(realm.process);
    },
    setPromiseRejectCallback: (callback: PromiseRejectCallback) => callbacks.set(realm, callback),
    promiseRejectEvents: {
      kPromiseRejectWithNoHandler: rejectedWithoutHandler,
      kPromiseHandlerAddedAfterReject: handlerAddedAfterReject,
      kPromiseResolveAfterResolved: 2,
      kPromiseRejectAfterResolved: 3,
    },
  };
}

/** Tells Node's `internal/process/promises` what the thread saw of a promise, and lets it act. */
export function reportRejection(realm: Realm, type: number, promise: Promise<unknown>, reason?: unknown): void {
  realm.loop.enter(() => callbacks.get(realm)?.(type, promise, reason));
}
