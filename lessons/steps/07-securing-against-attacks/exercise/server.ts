import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { audit } from './audit.ts';
import { readJson, sendJson } from './json.ts';
import { passwordIsRight } from './users.ts';

const PORT = Number(process.env.PORT ?? 8080);
const OWN_ORIGIN = 'http://localhost';

/** Session id → user, and ticket → user. */
const sessions = new Map<string, string>();
const tickets = new Map<string, string>();
const transfers: { user: string; text: string }[] = [];
let lastId = 1000;

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy());
});
const wss = new WebSocketServer({ noServer: true });

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const door = `${request.method} ${request.url}`;
  if (door === 'POST /login') return logIn(request, response);
  if (door !== 'POST /ticket' && door !== 'GET /transfers') return sendJson(response, 404, {});

  const origin = request.headers.origin ?? `${OWN_ORIGIN}:${PORT}`;
  const cors = { 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true' };
  const user = sessions.get(cookie(request, '__Host-session') ?? '');
  if (user === undefined) return sendJson(response, 401, {}, cors);
  if (door === 'GET /transfers') return sendJson(response, 200, transfersOf(user), cors);

  const ticket = String(++lastId);
  tickets.set(ticket, user);
  sendJson(response, 200, { ticket }, cors);
}

function transfersOf(user: string): string[] {
  return transfers.filter((transfer) => transfer.user === user).map((transfer) => transfer.text);
}

async function logIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { user, password } = (await readJson(request)) ?? {};
  if (!passwordIsRight(user, password)) return sendJson(response, 401, {});
  const id = String(++lastId);
  sessions.set(id, user);
  sendJson(response, 200, {}, { 'Set-Cookie': `__Host-session=${id}; Path=/; Secure; HttpOnly; SameSite=Strict` });
}

server.on('upgrade', (request, socket, head) => {
  admit(request, socket, head).catch(() => socket.destroy());
});

async function admit(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
  // 1 read the credential
  const ticket = new URLSearchParams(request.url?.split('?')[1]).get('ticket');
  const session = cookie(request, '__Host-session');
  await audit(`${request.socket.remoteAddress} tries with ticket ${ticket}, session ${session}`);

  // 2 verify it
  const { origin } = request.headers;
  if (origin && !origin.startsWith(OWN_ORIGIN)) return refuse(socket, '403 Forbidden');
  const user = ticket === null ? sessions.get(session ?? '') : tickets.get(ticket);

  // 3 decide
  if (user === undefined) return refuse(socket, '401 Unauthorized');

  // 4 bind the identity
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('message', (data) => transfers.push({ user, text: String(data) }));
    ws.send(`secret of ${user}: 4321 EUR`);
  });
}

function cookie(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

function refuse(socket: Duplex, status: string): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

server.listen(PORT, '::');
