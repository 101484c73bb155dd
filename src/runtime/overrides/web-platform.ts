import type { Realm } from '../realm/realm.ts';

// Parts of Node's library that stand for the web platform: here the thread has them itself.

/** `internal/event_target` */
export function eventTarget(): unknown {
  return {
    Event,
    EventTarget,
    NodeEventTarget: EventTarget,
    isEventTarget: (value: unknown) => value instanceof EventTarget,
    kEvents: Symbol('kEvents'),
    kWeakHandler: Symbol('kWeakHandler'),
    kResistStopPropagation: Symbol('kResistStopPropagation'),
    kMaxEventTargetListeners: Symbol('kMaxEventTargetListeners'),
    kMaxEventTargetListenersWarned: Symbol('kMaxEventTargetListenersWarned'),
  };
}

/** `internal/abort_controller` */
export function abortController(): unknown {
  return {
    AbortController,
    AbortSignal,
    aborted: (signal: AbortSignal) =>
      new Promise((resolve) => {
        if (signal.aborted) resolve(undefined);
        else signal.addEventListener('abort', resolve, { once: true });
      }),
    transferableAbortSignal: (signal: AbortSignal) => signal,
    transferableAbortController: () => new AbortController(),
  };
}

/** `internal/encoding` */
export function encoding(): unknown {
  return { TextDecoder, TextEncoder };
}

/** `internal/blob` */
export function blob(): unknown {
  return {
    Blob,
    isBlob: (value: unknown) => value instanceof Blob,
    createBlob: (parts: BlobPart[]) => new Blob(parts),
    resolveObjectURL: () => undefined,
  };
}

/** `internal/file` */
export function file(): unknown {
  return { File };
}

/** `internal/worker/js_transferable`: nothing of Node's is sent to another thread. */
export function jsTransferable(): unknown {
  return {
    markTransferMode() {},
    setup() {},
    structuredClone: globalThis.structuredClone,
    kClone: Symbol('kClone'),
    kDeserialize: Symbol('kDeserialize'),
    kTransfer: Symbol('kTransfer'),
    kTransferList: Symbol('kTransferList'),
  };
}

/** `perf_hooks` */
export function perfHooks(realm: Realm): unknown {
  const { platform } = realm.loop;
  const performance = {
    now: () => platform.now(),
    timeOrigin: platform.timeOrigin,
    toJSON: () => ({ timeOrigin: platform.timeOrigin }),
  };
  return { performance: globalThis.performance ?? performance, constants: {} };
}

/** `internal/perf/observe`: nobody observes. */
export function perfObserve(): unknown {
  return { hasObserver: () => false, startPerf() {}, stopPerf() {}, enqueue() {} };
}

const streamClasses = [
  'ByteLengthQueuingStrategy',
  'CompressionStream',
  'CountQueuingStrategy',
  'DecompressionStream',
  'ReadableByteStreamController',
  'ReadableStream',
  'ReadableStreamBYOBReader',
  'ReadableStreamBYOBRequest',
  'ReadableStreamDefaultController',
  'ReadableStreamDefaultReader',
  'TextDecoderStream',
  'TextEncoderStream',
  'TransformStream',
  'TransformStreamDefaultController',
  'WritableStream',
  'WritableStreamDefaultController',
  'WritableStreamDefaultWriter',
] as const;

/** `stream/web`: the thread's own classes, as far as its engine has them. */
export function streamWeb(): unknown {
  const scope = globalThis as Record<string, unknown>;
  return Object.fromEntries(streamClasses.map((name) => [name, scope[name]]));
}
