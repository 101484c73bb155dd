import { createHash } from 'node:crypto';
import net from 'node:net';
import { playClient } from './clients.ts';
import type { Exchange, ServerExchange, Step, Transcript } from './exchange.ts';
import { exchanges } from './exchanges.ts';
import { startServer } from './servers.ts';

// Plays exchanges one after the other and prints a transcript for each, one line of JSON. The same file runs on native Node
// and in the embedded host. Arguments: first and last index of the exchanges; none plays all.

const patience = 10_000;

async function play(exchange: Exchange): Promise<Transcript> {
  return 'server' in exchange ? playServer(exchange) : playClient(exchange);
}

async function playServer({ title, server: name, steps }: ServerExchange): Promise<Transcript> {
  const raw: string[] = [];
  const node: string[] = [];
  const received: Buffer[] = [];
  const watch = new Watch();
  const server = await startServer(name, (event) => {
    node.push(event);
    watch.look();
  });
  const socket = net.connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
  let over = false;
  let ended = false;
  socket.on('data', (chunk) => {
    received.push(chunk);
    watch.look();
  });
  socket.on('end', () => {
    raw.push('end');
    ended = true;
    watch.look();
  });
  socket.on('error', (error: NodeJS.ErrnoException) => raw.push(`error ${error.code}`));
  socket.on('close', (hadError) => {
    raw.push(`closed ${hadError}`);
    over = true;
    watch.look();
  });
  await watch.until(() => !socket.connecting, socket);

  const text = (): string => Buffer.concat(received).toString('latin1');
  for (const step of steps) {
    if (over) break;
    await perform(step, socket, watch, text, node, () => ended || over);
  }
  if (!over && !socket.writableEnded) socket.end();
  await watch.until(() => over, socket);
  await server.close();
  return { title, received: withoutDates(text()), raw, node };
}

async function perform(
  step: Step,
  socket: net.Socket,
  watch: Watch,
  text: () => string,
  node: readonly string[],
  over: () => boolean,
): Promise<void> {
  if ('send' in step) socket.write(step.send, 'latin1');
  else if ('drip' in step) await drip(socket, step.drip);
  else if ('until' in step) await watch.until(() => text().includes(step.until) || over(), socket);
  else if ('untilLength' in step) await watch.until(() => text().length >= step.untilLength || over(), socket);
  else if ('untilServer' in step)
    await watch.until(() => node.some((event) => event.includes(step.untilServer)) || over(), socket);
  else if ('untilEnd' in step) await watch.until(over, socket);
  else if ('fin' in step) socket.end();
  else socket.resetAndDestroy();
}

async function drip(socket: net.Socket, text: string): Promise<void> {
  for (const character of text) {
    if (socket.destroyed) return;
    socket.write(character, 'latin1');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Waits for conditions that events may make true. */
class Watch {
  readonly #waiting = new Set<() => void>();

  look(): void {
    for (const check of [...this.#waiting]) check();
  }

  until(condition: () => boolean, socket: net.Socket): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        if (!condition()) return;
        clearTimeout(limit);
        this.#waiting.delete(check);
        resolve();
      };
      const limit = setTimeout(() => {
        socket.destroy();
        reject(new Error(`nothing happened for ${patience} ms`));
      }, patience);
      this.#waiting.add(check);
      socket.once('connect', check);
      check();
    });
  }
}

/** A sandbox cuts what is printed faster than it is read: of what is longer the length and a hash are printed. */
const longest = 200_000;

/** The date is the one thing that may differ. */
function withoutDates(text: string): string {
  const dated = text.replace(/\r\nDate: [^\r]{29}\r\n/g, '\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\n');
  const told = dated.length > longest ? `${dated.length} bytes, SHA-256 ${sha256(dated)}` : dated;
  return Buffer.from(told, 'latin1').toString('base64');
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'latin1').digest('hex');
}

const [first = 0, last = exchanges.length - 1] = process.argv.slice(2).map(Number);
for (const exchange of exchanges.slice(first, last + 1)) {
  try {
    console.log(JSON.stringify(await play(exchange)));
  } catch (error) {
    console.log(JSON.stringify({ title: exchange.title, received: '', raw: [String(error)], node: [] }));
  }
}
process.exit(0);
