import net from 'node:net';
import { constants, inflateRawSync } from 'node:zlib';
import type { ServerName, Transcript } from './exchange.ts';
import { type FuzzCase, fuzzCase } from './fuzz-cases.ts';
import { type RunningServer, startServer } from './servers.ts';

// Plays cases of the fuzzer, one after the other, and prints a transcript for each, one line of JSON. The same file runs on
// native Node and in the embedded host. Arguments: seed, first index, how many.

const patience = 10_000;
let tell: (event: string) => void = () => {};
const servers = new Map<ServerName, RunningServer>();

/** One server of each kind for all cases. */
async function serverOf(name: ServerName): Promise<RunningServer> {
  const known = servers.get(name);
  if (known) return known;
  const server = await startServer(name, (event) => tell(event));
  servers.set(name, server);
  return server;
}

/** Settles when the server's socket has read so many bytes: then the next piece is a segment of its own. */
async function read({ latest }: RunningServer, before: net.Socket | undefined, length: number): Promise<void> {
  for (;;) {
    const socket = latest();
    if (socket !== undefined && socket !== before && (socket.destroyed || socket.bytesRead >= length)) return;
    await new Promise((next) => setImmediate(next));
  }
}

async function play({ server: name, pieces, ends }: FuzzCase): Promise<Omit<Transcript, 'title'>> {
  const server = await serverOf(name);
  const before = server.latest();
  const raw: string[] = [];
  const node: string[] = [];
  const received: Buffer[] = [];
  await new Promise<void>((resolve, reject) => {
    let over = false;
    const limit = setTimeout(() => reject(new Error(`nothing happened for ${patience} ms`)), patience);
    const has = (start: string): boolean => node.some((event) => event.startsWith(start));
    const look = (): void => {
      if (!over || !has('socket closed') || (has('open ') && !has('close '))) return;
      clearTimeout(limit);
      setImmediate(() => setImmediate(resolve));
    };
    tell = (event) => {
      node.push(event);
      look();
    };
    const socket = net.connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true }, async () => {
      let sent = 0;
      for (const piece of pieces) {
        if (sent > 0) await read(server, before, sent);
        sent += piece.length;
        socket.write(piece, 'latin1');
      }
      if (ends === 'first') socket.end();
    });
    socket.on('data', (chunk) => received.push(chunk));
    socket.on('end', () => {
      raw.push('end');
      socket.end();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => raw.push(`error ${error.code}`));
    socket.on('close', () => {
      over = true;
      look();
    });
  });
  const text = Buffer.concat(received).toString('latin1');
  const undated = text.replace(/\r\nDate: [^\r]{29}\r\n/g, '\r\nDate: now\r\n');
  // Two deflaters may say the same in different bytes (RFC 7692 §7.2.1), and Node's, Chromium's zlib, finds other matches: what is
  // inflated counts. Inflating is done on a thread of its own, whose errors come when they come.
  if (name === 'ws-deflate') node.sort();
  const counted = name === 'ws-deflate' ? inflated(undated) : undated;
  return { received: Buffer.from(counted, 'latin1').toString('base64'), raw, node };
}

/** The head, and of every frame its first byte and its payload: inflated in the order of the messages where RSV1 says so. */
function inflated(text: string): string {
  const end = text.indexOf('\r\n\r\n') + 4;
  const rest = Buffer.from(text.slice(end), 'latin1');
  const deflatedParts: Buffer[] = [];
  let plain = text.slice(0, end);
  let compressed = false;
  for (let at = 0; at + 2 <= rest.length; ) {
    const first = rest[at] ?? 0;
    const short = rest[at + 1] ?? 0;
    const size = short === 126 ? 4 : 2;
    const length = short === 126 ? rest.readUInt16BE(at + 2) : short;
    const payload = rest.subarray(at + size, at + size + length);
    if ((first & 0x0f) < 3 && (first & 0x0f) > 0) compressed = (first & 0x40) !== 0;
    const counts = compressed && (first & 0x08) === 0;
    plain += counts ? `${first} deflated;` : `${first} ${payload.toString('latin1')};`;
    if (counts) deflatedParts.push(payload, ...(first & 0x80 ? [Buffer.from([0, 0, 0xff, 0xff])] : []));
    at += size + length;
  }
  const joined = Buffer.concat(deflatedParts);
  return plain + inflateRawSync(joined, { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
}

const [seed = 1, first = 0, count = 1] = process.argv.slice(2).map(Number);
for (let index = first; index < first + count; index++) {
  const title = `${seed}/${index}`;
  try {
    console.log(JSON.stringify({ title, ...(await play(fuzzCase(seed, index))) }));
  } catch (error) {
    console.log(JSON.stringify({ title, received: '', raw: [String(error)], node: [] }));
  }
}
process.exit(0);
