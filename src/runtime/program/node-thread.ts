import type { MessagePort } from 'node:worker_threads';
import type { FromProgram, ToProgram } from '../protocol.ts';
import { captureGlobals } from '../realm/platform.ts';
import { library, llhttp, packages, scriptParts } from './built-in.ts';
import { ProgramLife, type ThreadWatcher } from './program.ts';

// The entry of a program's script in a worker thread of Node. `__nodeThread` is what machine/node-carrier.ts hands in.
declare const __nodeThread: {
  readonly port: MessagePort;
  readonly url: string;
  readonly rawGlobals: boolean;
  readonly evaluate: (code: string, url: string) => unknown;
};

const { port, url, rawGlobals, evaluate } = __nodeThread;
const { process, setImmediate } = globalThis;

new ProgramLife(
  {
    platform: captureGlobals((callback) => void setImmediate(callback)),
    post: (message: FromProgram, transfer) => port.postMessage(message, transfer as ArrayBuffer[]),
    listen: (receive) => port.on('message', (message: ToProgram) => receive(message)),
    evaluate: (code, path) => ({ value: evaluate(code, `file://${path}`), url: `file://${path}`, indent: 0 }),
    watch(watcher: ThreadWatcher) {
      process.on('unhandledRejection', (reason, promise) => watcher.rejected(promise, reason));
      process.on('rejectionHandled', (promise) => watcher.handledLate(promise));
      process.on('uncaughtException', (error) => watcher.threw(error));
    },
  },
  { library, packages, llhttp, script: { url, parts: scriptParts }, rawGlobals },
);
