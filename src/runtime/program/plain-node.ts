import { Loopback } from '../network/loopback.ts';
import { NetworkLink } from '../network/network-link.ts';
import { createRealm } from '../realm/create-realm.ts';
import { EventLoop } from '../realm/event-loop.ts';
import { captureGlobals } from '../realm/platform.ts';
import type { Realm } from '../realm/realm.ts';
import { library, llhttp } from './built-in.ts';

// The entry of the library for a plain Node: no thread, no program, only `requireBuiltin`. What build/plain-node.ts puts
// around it hands in the exports.
declare const __plainNode: { requireBuiltin(id: string): unknown; has(id: string): boolean };

/** The loop inside Node's own: whatever keeps it going keeps the process alive. */
class InnerLoop extends EventLoop {
  #hold: ReturnType<typeof setInterval> | undefined;

  override retain(): void {
    super.retain();
    this.#hold ??= hold();
  }

  override release(): void {
    super.release();
    if (this.alive) return;
    clearInterval(this.#hold);
    this.#hold = undefined;
  }
}

const { setInterval, clearInterval, setImmediate, process } = globalThis;
const hold = (): ReturnType<typeof setInterval> => setInterval(() => {}, 2 ** 30);

const loop = new InnerLoop(captureGlobals((callback) => void setImmediate(callback)));
const network = new Loopback();
const attachment = network.attach((batch) => void setImmediate(() => link.receive(batch)));
const link: NetworkLink = new NetworkLink(loop, (batch) => attachment.receive(batch));
const realm: Realm = createRealm({
  loop,
  library,
  link,
  host: {
    cwd: process.cwd(),
    exit: (code) => process.exit(code),
    die: (signal) => void process.kill(process.pid, signal),
    printError: (text) => void process.stderr.write(text),
  },
  files: new Map(),
  llhttp,
  mendStack() {},
});
// They print through the process that carries us.
for (const name of ['stdin', 'stdout', 'stderr'] as const) {
  Object.defineProperty(realm.process, name, { configurable: true, enumerable: true, get: () => process[name] });
}
const { initializeGlobalConsole } = realm.require('internal/console/constructor') as {
  initializeGlobalConsole(console: unknown): void;
};
initializeGlobalConsole(realm.require('internal/console/global'));

__plainNode.requireBuiltin = (id) => {
  const name = id.replace(/^node:/, '');
  if (!__plainNode.has(name))
    throw new Error(`expected a built-in module of the runtime, found ${id}: take Node's own for it`);
  return realm.require(name);
};
__plainNode.has = (id) => !id.startsWith('internal/') && realm.has(id.replace(/^node:/, ''));
