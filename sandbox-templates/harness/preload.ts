/**
 * Runs before a lesson's server (`node --import`), which stays the main module. Reports where it listens and what it throws, and
 * obeys stdin: `tick <ms>` moves the clock, `ping` is answered. Reports go to stderr, framed as src/attempt/protocol.ts says; the
 * nonce tells them from what the program prints and is no secret. Nothing here keeps the process running. When stdin ends, whoever started the server is gone, and it ends too.
 */
import { Server } from 'node:net';
import type { HarnessLine } from '../../src/attempt/protocol.ts';

const { HANDSHAKE_NONCE: nonce = '', HANDSHAKE_CLOCK: withClock } = process.env;
delete process.env['HANDSHAKE_NONCE'];
delete process.env['HANDSHAKE_CLOCK'];

// Taken before the program can replace them.
const write = process.stderr.write.bind(process.stderr);
const exit = process.exit.bind(process);
const realDate = Date;

function report(said: HarnessLine): void {
  write(`\u001e${nonce}${JSON.stringify(said)}\n`);
}

const listen = Server.prototype.listen;
Server.prototype.listen = function (this: Server, ...args: unknown[]) {
  this.once('listening', () => {
    const address = this.address();
    if (address !== null && typeof address === 'object')
      report({ kind: 'listening', address: address.address, port: address.port });
  });
  return Reflect.apply(listen, this, args) as Server;
} as typeof listen;

// A listener for `uncaughtException` would keep a dying server alive; a monitor only looks.
process.on('uncaughtExceptionMonitor', (error: unknown) => {
  const { name, message, code, port } =
    error instanceof Error ? (error as Error & { code?: unknown; port?: unknown }) : thrown(error);
  report({
    kind: 'uncaught',
    name,
    message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof port === 'number' ? { port } : {}),
  });
});

function thrown(value: unknown): { name: string; message: string; code?: unknown; port?: unknown } {
  return { name: 'thrown value', message: String(value) };
}

/** A clock that runs with real time and can be moved on. */
async function installClock(): Promise<(ms: number) => Promise<void>> {
  const { default: FakeTimers } = await import('@sinonjs/fake-timers');
  const { setInterval } = globalThis;
  const clock = FakeTimers.install({
    now: Date.now(),
    toFake: ['Date', 'setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'],
  });
  // `shouldAdvanceTime` counts its own ticks and falls behind on a busy machine; what has really gone by does not.
  let since = performance.now();
  let moving = false;
  const running = setInterval(() => {
    if (moving) return;
    const gone = Math.floor(performance.now() - since);
    since += gone;
    clock.tick(gone);
  }, 10);
  letExit(running);
  return async (ms) => {
    moving = true;
    await clock.tickAsync(ms);
    moving = false;
  };
}

function letExit(handle: unknown): void {
  (handle as { unref?: () => void } | undefined)?.unref?.();
}

const advance = withClock === undefined ? undefined : await installClock();

async function obey(line: string): Promise<void> {
  if (line === 'ping') report({ kind: 'pong', ahead: Date.now() - realDate.now() });
  if (!line.startsWith('tick ')) return;
  await advance?.(Number(line.slice('tick '.length)));
  report({ kind: 'ticked' });
}

let unread = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (text: string) => {
  const lines = (unread + text).split(/\r?\n/);
  unread = lines.pop() ?? '';
  for (const line of lines) void obey(line);
});
process.stdin.on('end', () => exit());
letExit(process.stdin);
