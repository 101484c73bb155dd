import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { jwtVerify } from 'jose';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { isActive } from './accounts.ts';
import { audience, issuer, secret } from './tokens.ts';
import { transfers } from './transfers.ts';

/** What a token that holds says: `iat` and `exp` in seconds since 1970. */
type Rights = { sub: string; scope: string; jti: string; iat: number; exp: number };

const LONGEST_LIFE_S = 31 * 24 * 60 * 60;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** What each open connection may do; a refresh replaces it. */
const sessions = new Map<WebSocket, Rights>();

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy());
});
const wss = new WebSocketServer({
  noServer: true,
  maxPayload: 8192,
  handleProtocols: (offered) => offered.has('live') && 'live',
});

server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  admit(request, socket, head).catch(() => socket.destroy());
});

async function admit(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
  // 1 read the credential
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  const token = offered.find((name) => name.startsWith('bearer.'))?.slice('bearer.'.length);
  if (token === undefined) return refuse(socket, 'Bearer');

  // 2 verify it
  const rights = await verify(token);
  const active = rights !== undefined && (await isActive(rights.sub));

  // 3 decide, on what holds now that the waiting is over
  if (!active || isOver(rights)) return refuse(socket, 'Bearer error="invalid_token"');

  // 4 bind the identity
  wss.handleUpgrade(request, socket, head, (ws) => open(ws, rights));
}

function open(ws: WebSocket, rights: Rights): void {
  let deadline: NodeJS.Timeout | undefined;
  let turn = Promise.resolve();

  ws.on('error', (error) => console.warn(error.message));
  ws.on('close', () => {
    clearTimeout(deadline);
    sessions.delete(ws);
  });
  // One message at a time: what follows a refresh is judged by the refreshed rights.
  ws.on('message', (data, isBinary) => {
    ws.pause();
    turn = turn
      .then(() => handle(data, isBinary))
      .catch(() => dismiss(ws, 1011, 'internal error'))
      .then(() => ws.resume());
  });
  grant(rights);

  function grant(granted: Rights): void {
    sessions.set(ws, granted);
    clearTimeout(deadline);
    watch();
  }

  /** Ends the connection at `exp`. A timer holds 24.8 days at most, so a longer wait is taken in turns. */
  function watch(): void {
    const left = (sessions.get(ws)?.exp ?? 0) * 1000 - Date.now();
    if (left <= 0) dismiss(ws, 4401, 'token expired');
    else deadline = setTimeout(watch, Math.min(left, LONGEST_TIMER_MS));
  }

  async function handle(data: RawData, isBinary: boolean): Promise<void> {
    const session = sessions.get(ws);
    if (session === undefined || isOver(session)) return;
    const message = isBinary ? undefined : parse(String(data));
    if (message === undefined) return dismiss(ws, 1003, 'JSON only');

    if (message.type === 'refresh') return refresh(session.sub, message.token);
    if (message.type !== 'transfer') return say(ws, { type: 'you-are', sub: session.sub, scope: session.scope });
    if (!session.scope.split(' ').includes('write')) return say(ws, { type: 'error', error: 'insufficient_scope' });
    transfers.push(session.sub);
    say(ws, { type: 'done' });
  }

  async function refresh(sub: string, token: unknown): Promise<void> {
    const fresh = typeof token === 'string' ? await verify(token) : undefined;
    if (!sessions.has(ws)) return;
    if (fresh === undefined || isOver(fresh)) return say(ws, { type: 'error', error: 'invalid_token' });
    if (fresh.sub !== sub) return dismiss(ws, 4403, 'another user');
    grant(fresh);
    say(ws, { type: 'refreshed', sub, exp: fresh.exp });
  }
}

/** Ends a connection: its rights now, its TCP a second later at most, whatever the other side does. */
function dismiss(ws: WebSocket, code: number, reason: string): void {
  sessions.delete(ws);
  ws.close(code, reason);
  setTimeout(() => ws.terminate(), 1000);
}

/** Tokens that were logged out, by their text → `exp`. */
const loggedOut = new Map<string, number>();

function logOut({ sub, jti, exp }: Rights): void {
  for (const [id, end] of loggedOut) if (end * 1000 <= Date.now()) loggedOut.delete(id);
  loggedOut.set(jti, exp);
  for (const [ws, session] of sessions) {
    if (session.sub !== sub) continue;
    loggedOut.set(session.jti, session.exp);
    dismiss(ws, 4401, 'logged out');
  }
}

/** Whether a token that was good when it was verified has expired or been logged out since. */
function isOver({ jti, exp }: Rights): boolean {
  return exp * 1000 <= Date.now() || loggedOut.has(jti);
}

async function verify(token: string): Promise<Rights | undefined> {
  try {
    const { payload } = await jwtVerify(token, secret, {
      algorithms: ['HS256'],
      issuer,
      audience,
      requiredClaims: ['sub', 'jti', 'iat', 'exp'],
    });
    const { sub = '', jti = '', iat = 0, exp = 0 } = payload;
    const life = exp - Math.min(iat, Date.now() / 1000);
    return life > LONGEST_LIFE_S
      ? undefined
      : { sub, jti: jti && token, iat, exp, scope: String(payload['scope'] ?? '') };
  } catch {
    return undefined;
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const rights = token === undefined ? undefined : await verify(token);
  if (rights === undefined || isOver(rights)) {
    const challenge = token === undefined ? 'Bearer' : 'Bearer error="invalid_token"';
    return void response.writeHead(401, { 'WWW-Authenticate': challenge }).end();
  }
  switch (`${request.method} ${request.url}`) {
    case 'POST /logout':
      logOut(rights);
      return void response.writeHead(204).end();
    case 'GET /transfers':
      return void response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(transfers));
    default:
      return void response.writeHead(404).end();
  }
}

function parse(text: string): { type?: unknown; token?: unknown } | undefined {
  try {
    return Object(JSON.parse(text));
  } catch {
    return undefined;
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
