import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { mint, verify } from './tokens.ts';

// One server for each question of the page: /account takes whatever HTTP offers, /signed reads signed messages,
// /origin tells each page what it is called, /half answers with a wrong accept value, /by-hand unmasks a frame itself.
const wss = new WebSocketServer({ noServer: true, maxPayload: 8_192 });
const BASIC = Buffer.from('ann:pw-ann').toString('base64');

const server = createServer(async (_request, response) => {
  response.setHeader('Set-Cookie', `__Host-session=${await mint('ann')}; Path=/; Secure; HttpOnly; SameSite=Strict`);
  response.end();
});

server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const user = await userOf(request).catch(() => undefined);
  if (request.url === '/half') return answer(request, socket, 'bm90IHRoZSByaWdodCB2YWx1ZQ==');
  if (request.url === '/by-hand') {
    answer(request, socket);
    socket.once('data', (frame: Buffer) => socket.end(textFrame(unmasked(frame))));
    return;
  }
  if (user === undefined && request.url !== '/origin') {
    socket.once('finish', () => socket.destroy());
    socket.end(
      'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer, Basic realm="lab"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
    );
    return;
  }
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', (error) => console.warn(error.message));
    if (request.url === '/origin') ws.send(`you are ${request.headers.origin}`);
    if (request.url === '/account') ws.send(`the account of ${user}`);
    ws.on('message', async (data) => {
      const author = await verify(data.toString()).catch(() => undefined);
      ws.send(JSON.stringify({ author: author ?? 'nobody', through: user }));
    });
  });
});

async function userOf({ headers }: IncomingMessage): Promise<string | undefined> {
  const [scheme = '', value = ''] = headers.authorization?.split(' ') ?? [];
  const cookie = /__Host-session=([^;]+)/.exec(headers.cookie ?? '')?.[1];
  if (scheme === 'Basic') return value === BASIC ? 'ann' : undefined;
  if (scheme === 'Bearer') return verify(value);
  return cookie === undefined ? undefined : verify(cookie);
}

function answer({ headers }: IncomingMessage, socket: Duplex, accept = acceptOf(headers['sec-websocket-key'])): void {
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
}

function acceptOf(key = ''): string {
  return createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
}

/** The text of one short, masked frame (RFC 6455 §5.3): bytes 2 to 5 are the key. */
function unmasked(frame: Buffer): string {
  const key = frame.subarray(2, 6);
  return Buffer.from(frame.subarray(6).map((byte, index) => byte ^ (key[index % 4] ?? 0))).toString();
}

function textFrame(text: string): Buffer {
  const payload = Buffer.from(`read on the way: ${text}`);
  return Buffer.concat([Buffer.from([0x81, payload.length]), payload]);
}

server.listen(Number(process.env.PORT ?? 8080), '::');
