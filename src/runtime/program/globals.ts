import { notOffered } from '../overrides/not-offered.ts';
import type { Realm } from '../realm/realm.ts';

/** What a page's or a thread's global object has and a Node program has not. */
const foreign = [
  'postMessage',
  'importScripts',
  'close',
  'name',
  'onmessage',
  'onmessageerror',
  'onerror',
  'onunhandledrejection',
  'onrejectionhandled',
  'onlanguagechange',
  'ononline',
  'onoffline',
  'self',
  'location',
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
  'indexedDB',
  'caches',
  'Notification',
  'PushManager',
  'cookieStore',
  'WorkerGlobalScope',
  'DedicatedWorkerGlobalScope',
  'WorkerLocation',
  'WorkerNavigator',
  'FontFace',
  'fonts',
  'OffscreenCanvas',
  'scheduler',
  'trustedTypes',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'webkitRequestFileSystem',
  'webkitRequestFileSystemSync',
  'webkitResolveLocalFileSystemURL',
  'webkitResolveLocalFileSystemSyncURL',
  'createImageBitmap',
  'ImageData',
  'FileReader',
  'FileReaderSync',
  'RTCPeerConnection',
  'localStorage',
  'sessionStorage',
  'Storage',
  'WebTransport',
  'navigator',
  'XMLHttpRequest',
  'WebSocketStream',
  'storageFoundation',
  'reportError',
  'crossOriginIsolated',
  'isSecureContext',
  'origin',
];

/** What Node has too, but this network cannot carry: each names what to use instead. */
const refused: Readonly<Record<string, string>> = {
  fetch: 'use http.get() of node:http',
  WebSocket: 'use the WebSocket class of ws',
  EventSource: 'use http.get() of node:http',
};

const timerNames = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'];

/**
 * Makes the thread's global object look like Node's. The boundary is the frame's policy; taking names away, along the whole
 * prototype chain, only spares a program surprises. `raw` leaves them, so that a test can try the boundary itself.
 */
export function installGlobals(realm: Realm, raw: boolean): void {
  if (!raw) {
    for (const name of foreign) take(name);
    for (const [name, instead] of Object.entries(refused)) {
      take(name);
      give(name, function refuse() {
        throw notOffered(`The global ${name}`, instead);
      });
    }
  }
  const timers = realm.require('timers') as Record<string, unknown>;
  for (const name of timerNames) give(name, timers[name]);
  const { Buffer } = realm.require('buffer') as { Buffer: unknown };
  const url = realm.require('internal/url') as { URL: unknown; URLSearchParams: unknown };
  const tasks = realm.require('internal/process/task_queues') as { queueMicrotask: unknown };
  give('process', realm.process);
  give('Buffer', Buffer);
  give('global', globalThis);
  give('URL', url.URL);
  give('URLSearchParams', url.URLSearchParams);
  give('queueMicrotask', tasks.queueMicrotask);
  const { initializeGlobalConsole } = realm.require('internal/console/constructor') as {
    initializeGlobalConsole(console: unknown): void;
  };
  const console = realm.require('internal/console/global');
  initializeGlobalConsole(console);
  give('console', console);
}

function give(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}

function take(name: string): void {
  for (
    let object: object | null = globalThis;
    object && object !== Object.prototype;
    object = Object.getPrototypeOf(object)
  ) {
    Reflect.deleteProperty(object, name);
  }
  if (name in globalThis) {
    try {
      give(name, undefined);
    } catch {
      // Not configurable in this engine; the policy still holds.
    }
  }
}
