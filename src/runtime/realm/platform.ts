/**
 * What the thread that carries a program lends to the runtime. It is taken before the program's globals are put in place,
 * so nothing that a program does to its globals (a fake clock, say) reaches the machinery below.
 */
export interface Platform {
  /** Runs the callback as a task of its own, after the promise jobs of the current one, as soon as possible. */
  readonly macrotask: (callback: () => void) => void;
  readonly setTimeout: (callback: () => void, milliseconds: number) => unknown;
  readonly clearTimeout: (handle: unknown) => void;
  readonly queueMicrotask: (callback: () => void) => void;
  /** Monotonic milliseconds with fractions. */
  readonly now: () => number;
  /** Where `now() === 0`, in milliseconds since the epoch. */
  readonly timeOrigin: number;
  readonly URL: typeof URL;
  readonly atob: (text: string) => string;
  readonly btoa: (text: string) => string;
}

/** The platform of the current global object: a Web Worker or a worker thread. */
export function captureGlobals(macrotask: (callback: () => void) => void): Platform {
  const { performance } = globalThis;
  return {
    macrotask,
    setTimeout: globalThis.setTimeout.bind(globalThis) as Platform['setTimeout'],
    clearTimeout: globalThis.clearTimeout.bind(globalThis) as Platform['clearTimeout'],
    queueMicrotask: globalThis.queueMicrotask.bind(globalThis),
    now: () => performance.now(),
    timeOrigin: performance.timeOrigin,
    URL: globalThis.URL,
    atob: globalThis.atob.bind(globalThis),
    btoa: globalThis.btoa.bind(globalThis),
  };
}

/** Tasks through a message channel: neither clamped nor delayed, unlike timers. */
export function messageChannelTasks(): (callback: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const queue: (() => void)[] = [];
  port1.onmessage = () => queue.shift()?.();
  return (callback) => {
    queue.push(callback);
    port2.postMessage(null);
  };
}
