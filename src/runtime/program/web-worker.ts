import type { FromProgram, ToProgram } from '../protocol.ts';
import { captureGlobals, messageChannelTasks } from '../realm/platform.ts';
import { library, llhttp, packages, scriptParts } from './built-in.ts';
import { ProgramLife } from './program.ts';

// The entry of a program's script in a Web Worker.
interface WorkerScope {
  postMessage(message: unknown, transfer: readonly Transferable[]): void;
  importScripts(url: string): void;
  addEventListener(type: string, listener: (event: never) => void): void;
  readonly location: { readonly href: string };
}

const scope = globalThis as unknown as WorkerScope;
const postMessage = scope.postMessage.bind(scope);
const importScripts = scope.importScripts.bind(scope);
const addEventListener = scope.addEventListener.bind(scope);
const { URL, Blob } = globalThis;
const { createObjectURL, revokeObjectURL } = URL;
const [href = '', flag] = scope.location.href.split('#');
const slot = '__handshakeScript';

new ProgramLife(
  {
    platform: captureGlobals(messageChannelTasks()),
    post: (message: FromProgram, transfer) => postMessage(message, transfer),
    listen: (receive) => addEventListener('message', (event: MessageEvent<ToProgram>) => receive(event.data)),
    // A script of its own gives exact lines in every engine, and needs no 'unsafe-eval' in the frame's policy.
    evaluate(code) {
      let value: unknown;
      Object.defineProperty(globalThis, slot, {
        configurable: true,
        value: (given: unknown) => {
          value = given;
        },
      });
      const url = createObjectURL.call(URL, new Blob([`${slot}(${code})`], { type: 'text/javascript' }));
      try {
        importScripts(url);
      } finally {
        revokeObjectURL.call(URL, url);
        Reflect.deleteProperty(globalThis, slot);
      }
      return { value, url, indent: slot.length + 1 };
    },
    watch(watcher) {
      addEventListener('unhandledrejection', (event: PromiseRejectionEvent) => {
        event.preventDefault();
        watcher.rejected(event.promise, event.reason);
      });
      addEventListener('rejectionhandled', (event: PromiseRejectionEvent) => watcher.handledLate(event.promise));
      addEventListener('error', (event: ErrorEvent) => {
        event.preventDefault();
        watcher.threw(event.error ?? event.message);
      });
    },
  },
  { library, packages, llhttp, script: { url: href, parts: scriptParts }, rawGlobals: flag === 'raw' },
);
