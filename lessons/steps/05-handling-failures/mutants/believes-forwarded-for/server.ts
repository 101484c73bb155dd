import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { errors, jwtVerify } from 'jose';
import { type WebSocket, WebSocketServer } from 'ws';
import { board, post } from './board.ts';
import { audience, issuer, secret } from './tokens.ts';

type Token = { kind: 'good'; sub: string; rooms: readonly unknown[] } | { kind: 'expired' } | { kind: 'bad' };

const BAD_TRIES = 10;
const WINDOW_S = 10;

const wss = new WebSocketServer({
  noServer: true,
  maxPayload: 4096,
  handleProtocols: (offered) => offered.has('board') && 'board',
});

/** The last try of each address that is still being judged: the next one waits for it, so a burst cannot outrun the count. */
const lines = new Map<string, Promise<void>>();

const server = createServer((request, response) => {
  showBoard(request, response).catch(() => response.destroy());
});

server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const address = addressOf(request);
  const turn = (lines.get(address) ?? Promise.resolve())
    .then(() => admit(address, request, socket, head))
    .catch(() => socket.destroy())
    .then(() => {
      if (lines.get(address) === turn) lines.delete(address);
    });
  lines.set(address, turn);
});

async function admit(address: string, request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
  if ((badTries.get(address) ?? 0) >= BAD_TRIES) {
    return refuse(socket, '429 Too Many Requests', `Retry-After: ${WINDOW_S}`);
  }

  // 1 read the credential
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  const text = offered.find((name) => name.startsWith('bearer.'))?.slice('bearer.'.length);

  // 2 verify it
  const token = text === undefined ? undefined : await verify(text);

  // 3 decide: before the 101 in HTTP, after it in Close frames
  if (token === undefined || token.kind === 'bad') {
    countBadTry(address);
    return refuse(socket, '401 Unauthorized', `WWW-Authenticate: Bearer${token ? ' error="invalid_token"' : ''}`);
  }
  const room = (request.url ?? '').split('?')[0]?.slice(1) ?? '';
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', (error) => console.warn(error.message));
    if (token.kind === 'expired') return dismiss(ws, 4401, 'token expired');
    if (!token.rooms.includes(room)) return dismiss(ws, 4403, 'not a member');

    // 4 bind the identity
    enter(ws, room, token.sub);
  });
}

function enter(ws: WebSocket, room: string, sub: string): void {
  ws.on('message', (data, isBinary) => {
    if (ws.readyState === ws.OPEN && !isBinary) post(room, sub, data.toString());
  });
  ws.send(`welcome ${sub}`);
}

/** Says why in a Close frame, and ends the connection even if the other side does not answer it. */
function dismiss(ws: WebSocket, code: number, reason: string): void {
  ws.close(code, reason);
  setTimeout(() => ws.terminate(), 1000);
}

async function verify(text: string): Promise<Token> {
  try {
    const { payload } = await jwtVerify(text, secret, {
      algorithms: ['HS256'],
      issuer,
      audience,
      requiredClaims: ['sub', 'exp'],
    });
    return { kind: 'good', sub: String(payload.sub), rooms: Array.isArray(payload['rooms']) ? payload['rooms'] : [] };
  } catch (error) {
    // jose looks at the expiry last: whatever else the token says has been found good by then.
    return { kind: error instanceof errors.JWTExpired ? 'expired' : 'bad' };
  }
}

async function showBoard(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' || request.url !== '/board') return void response.writeHead(404).end();
  const text = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const token = text === undefined ? undefined : await verify(text);
  if (token?.kind !== 'good' || token.rooms.length === 0) {
    const challenge = token === undefined ? 'Bearer' : 'Bearer error="invalid_token"';
    return void response.writeHead(401, { 'WWW-Authenticate': challenge }).end();
  }
  const rooms = token.rooms.filter((room) => typeof room === 'string');
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(board(rooms)));
}

/** Bad tries of each address in the last ten seconds. */
const badTries = new Map<string, number>();

function countBadTry(address: string): void {
  badTries.set(address, (badTries.get(address) ?? 0) + 1);
  setTimeout(() => {
    const left = (badTries.get(address) ?? 1) - 1;
    if (left > 0) badTries.set(address, left);
    else badTries.delete(address);
  }, WINDOW_S * 1000);
}

/** Where the connection comes from, as the kernel says. An IPv4 address that arrives on an IPv6 socket is itself. */
function addressOf(request: IncomingMessage): string {
  return String(request.headers['x-forwarded-for'] ?? request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
}

function refuse(socket: Duplex, status: string, header: string): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\n${header}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

server.listen(Number(process.env.PORT ?? 8080), '::');
