// The client of the load: performs one command a line of stdin and prints what it measured, one line of JSON each.
import { get } from 'node:http';
import type { Socket } from 'node:net';
import WebSocket from 'ws';

const address = `127.0.0.1:${process.env['PORT']}`;

type Opened = WebSocket & { readonly _socket: Socket };

function open(): Promise<Opened> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${address}`) as Opened;
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Ends connections with RST, so that no port is left waiting; resolves when the server has none any more. */
async function reset(sockets: readonly Opened[]): Promise<void> {
  for (const socket of sockets) {
    socket.on('error', () => {});
    socket._socket.resetAndDestroy();
  }
  await fetched('/idle');
}

function fetched(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(`http://${address}${path}`, { agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });
}

/** Milliseconds for one opening handshake, of `count` one after the other. */
async function handshakes(count: number): Promise<object> {
  const sockets: Opened[] = [];
  const begun = performance.now();
  for (let i = 0; i < count; i++) sockets.push(await open());
  const ms = performance.now() - begun;
  await reset(sockets);
  return { each: ms / count };
}

/** Milliseconds for one message there and back, of `count` messages of which `inFlight` are on their way at a time. */
async function echo(count: number, bytes: number, inFlight: number): Promise<object> {
  const socket = await open();
  const message = Buffer.alloc(bytes, 'x');
  let sent = 0;
  let received = 0;
  const send = (): void => {
    sent++;
    socket.send(message);
  };
  const begun = performance.now();
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data: Buffer) => {
      if (data.length !== bytes) reject(new Error(`expected ${bytes} bytes, found ${data.length}`));
      received++;
      if (sent < count) send();
      if (received === count) resolve();
    });
    while (sent < Math.min(inFlight, count)) send();
  });
  const ms = performance.now() - begun;
  await reset([socket]);
  return { each: ms / count };
}

/** Milliseconds until `count` connections are open, `atOnce` of them opening at a time; and the memory of both processes meanwhile. */
async function many(count: number, atOnce: number): Promise<object> {
  const before = process.memoryUsage().rss + Number(await fetched('/memory'));
  const sockets: Opened[] = [];
  let begun = 0;
  const openInTurn = async (): Promise<void> => {
    while (begun < count) {
      begun++;
      sockets.push(await open());
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, openInTurn));
  const ms = performance.now() - start;
  const bytes = process.memoryUsage().rss + Number(await fetched('/memory')) - before;
  held = sockets;
  return { ms, bytes, open: sockets.length };
}

let held: readonly Opened[] = [];

/** Ends what `many` opened. */
async function release(): Promise<object> {
  await reset(held);
  held = [];
  return {};
}

const commands: Readonly<Record<string, (...numbers: number[]) => Promise<object>>> = {
  handshakes,
  echo,
  many,
  release,
};

let rest = '';
process.stdin.setEncoding('utf8').on('data', async (text: string) => {
  const lines = (rest + text).split('\n');
  rest = lines.pop() ?? '';
  for (const line of lines) {
    const [name = '', ...numbers] = line.split(' ');
    const perform = commands[name];
    if (!perform) throw new Error(`expected a command, found ${line}`);
    console.log(JSON.stringify(await perform(...numbers.map(Number))));
  }
});
