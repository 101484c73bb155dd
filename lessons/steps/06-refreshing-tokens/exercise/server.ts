import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { jwtVerify } from 'jose';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { isActive } from './accounts.ts';
import { audience, issuer, secret } from './tokens.ts';
import { transfers } from './transfers.ts';

/** What a token that holds says: `iat` and `exp` in seconds since 1970. */
type Rights = { sub: string; scope: string; jti: string; iat: number; exp: number };

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end());
});
const wss = new WebSocketServer({
  noServer: true,
  maxPayload: 8192,
  handleProtocols: (offered) => offered.has('live') && 'live',
});

server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  admit(request, socket, head).catch(() => refuse(socket, 'Bearer error="invalid_token"'));
});

async function admit(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
  // 1 read the credential
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  const token = offered.find((name) => name.startsWith('bearer.'))?.slice('bearer.'.length);
  if (token === undefined) return refuse(socket, 'Bearer');

  // 2 verify it
  const rights = await verify(token);
  const active = await isActive(rights.sub);

  // 3 decide
  if (!active) return refuse(socket, 'Bearer error="invalid_token"');

  // 4 bind the identity
  wss.handleUpgrade(request, socket, head, (ws) => open(ws, rights));
}

function open(ws: WebSocket, session: Rights): void {
  ws.on('error', (error) => console.warn(error.message));
  ws.on('message', async (data: RawData) => {
    const message = JSON.parse(String(data));
    if (message.type === 'refresh') {
      const fresh = await verify(message.token);
      session.sub = fresh.sub;
      session.exp = fresh.exp;
      say(ws, { type: 'refreshed', sub: session.sub, exp: session.exp });
    } else if (message.type === 'transfer') {
      if (session.scope !== 'write') return say(ws, { type: 'error', error: 'insufficient_scope' });
      transfers.push(session.sub);
      say(ws, { type: 'done' });
    } else {
      say(ws, { type: 'you-are', sub: session.sub, scope: session.scope });
    }
  });
}

async function verify(token: string): Promise<Rights> {
  const { payload } = await jwtVerify(token, secret, {
    algorithms: ['HS256'],
    issuer,
    audience,
    requiredClaims: ['sub', 'jti', 'iat', 'exp'],
  });
  const { sub = '', jti = '', iat = 0, exp = 0 } = payload;
  return { sub, jti, iat, exp, scope: String(payload['scope'] ?? '') };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  await verify(/^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '');
  switch (`${request.method} ${request.url}`) {
    case 'POST /logout':
      return void response.writeHead(204).end();
    case 'GET /transfers':
      return void response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(transfers));
    default:
      return void response.writeHead(404).end();
  }
}

function say(ws: WebSocket, message: object): void {
  ws.send(JSON.stringify(message));
}

function refuse(socket: Duplex, challenge: string): void {
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: ${challenge}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}

server.listen(Number(process.env.PORT ?? 8080), '::');
