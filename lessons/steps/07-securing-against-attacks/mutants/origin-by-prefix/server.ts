import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { audit } from './audit.ts';
import { readJson, sendJson } from './json.ts';
import { passwordIsRight } from './users.ts';

const PORT = Number(process.env.PORT ?? 8080);
const OWN_ORIGINS = new Set([`http://localhost:${PORT}`]);
const SESSION_MS = 60 * 60 * 1000;
const TICKET_MS = 2000;
const SOCKETS_A_USER = 5;
const BAD_TRIES = 10;
const WINDOW_S = 10;

/** Session id → user, and ticket → session id. Both are random, and both are forgotten by a timer. */
const sessions = new Map<string, string>();
const tickets = new Map<string, string>();
const transfers: { user: string; text: string }[] = [];

// Node looks for slow requests every `connectionsCheckingInterval`, so half a head is answered 408 after 2 s at most.
const server = createServer({ headersTimeout: 1500, requestTimeout: 5000, connectionsCheckingInterval: 500 });
// `closeTimeout`: a client that does not finish closing is cut off after a second (@types/ws does not know it yet).
const limits = { noServer: true, maxPayload: 8192, closeTimeout: 1000 };
const wss = new WebSocketServer(limits);
const userOf = new WeakMap<WebSocket, string>();

server.on('request', (request, response) => {
  answer(request, response).catch(() => response.destroy());
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const door = `${request.method} ${request.url}`;
  if (door === 'POST /login') return logIn(request, response);
  if (door !== 'POST /ticket' && door !== 'GET /transfers') return sendJson(response, 404, {});

  const session = cookie(request, '__Host-session');
  if (session === undefined) return sendJson(response, 401, {}, challenge);
  if (!isOwnPage(request)) return sendJson(response, 403, {});
  const user = sessions.get(session);
  if (user === undefined) return sendJson(response, 401, {}, challenge);
  if (door === 'GET /transfers') return sendJson(response, 200, transfersOf(user));
  sendJson(response, 200, { ticket: remember(tickets, session, TICKET_MS) }, { 'Cache-Control': 'no-store' });
}

function transfersOf(user: string): string[] {
  return transfers.filter((transfer) => transfer.user === user).map((transfer) => transfer.text);
}

async function logIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.headers.origin !== undefined && !isOwnPage(request)) return sendJson(response, 403, {});
  const { user, password } = (await readJson(request)) ?? {};
  const address = addressOf(request);
  if (isBlocked(address)) return sendJson(response, 429, {}, { 'Retry-After': String(WINDOW_S) });
  if (!passwordIsRight(user, password)) {
    countBadTry(address);
    return sendJson(response, 401, {}, challenge);
  }
  const id = remember(sessions, user, SESSION_MS);
  sendJson(
    response,
    200,
    {},
    {
      'Set-Cookie': `__Host-session=${id}; Path=/; Secure; HttpOnly; SameSite=Strict`,
      'Cache-Control': 'no-store',
    },
  );
}

// From the first line to the last without an `await`: nobody can get in between asking and counting.
server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const address = addressOf(request);
  if (isBlocked(address)) return refuse(socket, '429 Too Many Requests', `Retry-After: ${WINDOW_S}`);

  // 1 read the credential
  const [path, query] = (request.url ?? '').split('?', 2);
  const ticket = new URLSearchParams(query).get('ticket') ?? undefined;
  const session = ticket === undefined ? cookie(request, '__Host-session') : tickets.get(ticket);

  // 2 verify it
  if (ticket !== undefined) tickets.delete(ticket);
  else if (session !== undefined && !isOwnPage(request)) return refuse(socket, '403 Forbidden');
  const user = session === undefined ? undefined : sessions.get(session);

  // 3 decide
  if (user === undefined) {
    countBadTry(address);
    return refuse(socket, '401 Unauthorized', 'WWW-Authenticate: Bearer');
  }
  if (path !== '/') return refuse(socket, '404 Not Found');
  const open = [...wss.clients].filter((ws) => ws.readyState === ws.OPEN && userOf.get(ws) === user);
  if (open.length >= SOCKETS_A_USER) return refuse(socket, '429 Too Many Requests', `Retry-After: ${WINDOW_S}`);

  // 4 bind the identity
  wss.handleUpgrade(request, socket, head, (ws) => {
    userOf.set(ws, user);
    ws.on('error', (error) => console.warn(error.message));
    ws.on('message', (data, isBinary) => {
      if (ws.readyState === ws.OPEN && !isBinary) transfers.push({ user, text: String(data) });
    });
    ws.send(`secret of ${user}: 4321 EUR`);
    void audit(`${user} opened a socket with a ${ticket === undefined ? 'cookie' : 'ticket'}`);
  });
});

const challenge = { 'WWW-Authenticate': 'Bearer' };

/** Keeps a value under a new random key of 256 bits for a while; returns the key. */
function remember(store: Map<string, string>, value: string, forMs: number): string {
  const key = randomBytes(32).toString('base64url');
  store.set(key, value);
  setTimeout(() => store.delete(key), forMs).unref();
  return key;
}

/** Whether the browser says that one of our own pages makes this request. A missing Origin says nothing. */
function isOwnPage(request: IncomingMessage): boolean {
  return [...OWN_ORIGINS].some((mine) => request.headers.origin?.startsWith(mine));
}

function cookie(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Bad tries of each address in the last ten seconds. */
const badTries = new Map<string, number>();

function isBlocked(address: string): boolean {
  return (badTries.get(address) ?? 0) >= BAD_TRIES;
}

function countBadTry(address: string): void {
  badTries.set(address, (badTries.get(address) ?? 0) + 1);
  setTimeout(() => {
    const left = (badTries.get(address) ?? 1) - 1;
    if (left > 0) badTries.set(address, left);
    else badTries.delete(address);
  }, WINDOW_S * 1000).unref();
}

/** Where the connection comes from, as the kernel says. An IPv4 address that arrives on an IPv6 socket is itself. */
function addressOf(request: IncomingMessage): string {
  return (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
}

function refuse(socket: Duplex, status: string, header = 'Cache-Control: no-store'): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\n${header}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

server.listen(PORT, '::');
