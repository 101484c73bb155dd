import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { verify } from './tokens.ts';

// Takes a credential by every way there is, and says by which one its client came. It shows who can come; it does not keep anybody out:
// a real server offers one or two of these ways, and with the cookie it looks at the Origin.

const PORT = Number(process.env.PORT ?? 8080);
const sessions = new Map<string, string>();
const tickets = new Map<string, string>();
const log: string[] = [];

interface Proof {
  readonly via: 'header' | 'basic' | 'subprotocol' | 'query' | 'ticket' | 'cookie' | 'message';
  readonly sub: string;
}

const server = createServer((request, response) => {
  const session = sessions.get(cookieOf(request));
  if (request.url === '/log') response.end(JSON.stringify({ last: log.at(-1) }));
  else if (request.url === '/login') {
    const id = keep(sessions, 'ann');
    response.setHeader('Set-Cookie', `__Host-session=${id}; Path=/; Secure; HttpOnly; SameSite=Strict`).end();
  } else if (request.headers.origin !== `http://localhost:${PORT}`) response.writeHead(403).end();
  else if (session === undefined) response.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end();
  else response.end(JSON.stringify({ ticket: keep(tickets, session) }));
});

const wss = new WebSocketServer({
  noServer: true,
  maxPayload: 8192,
  // `/echo` names the first subprotocol that was offered, as `ws` does by itself.
  handleProtocols: (offered, { url }) => (url === '/echo' ? ([...offered][0] ?? false) : offered.has('chat') && 'chat'),
});

server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  log.push(request.url ?? '');
  const proof = await proofOf(request);
  if (proof === 'bad') return refuse(socket, 'Bearer');
  if (proof === undefined && request.url === '/basic') return refuse(socket, 'Basic realm="lab"');
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', (error) => console.warn(error.message));
    if (proof === undefined) waitForMessage(ws);
    else ws.send(JSON.stringify(proof));
  });
});

/** What a handshake proves; nothing when it carries no credential. */
async function proofOf(request: IncomingMessage): Promise<Proof | 'bad' | undefined> {
  const { authorization = '', 'sec-websocket-protocol': offered = '' } = request.headers;
  const query = new URLSearchParams(request.url?.split('?')[1]);
  const ticket = query.get('ticket') ?? '';
  const basic = /^Basic (\S+)$/i.exec(authorization)?.[1];
  if (basic !== undefined) return Buffer.from(basic, 'base64').toString() === 'ann:pw-ann' ? by('basic', 'ann') : 'bad';
  const bearers = [
    ['header', /^Bearer (\S+)$/i.exec(authorization)?.[1]],
    ['subprotocol', /\bbearer\.([\w.-]+)/.exec(offered)?.[1]],
    ['query', query.get('token') ?? undefined],
  ] as const;
  for (const [via, token] of bearers) {
    if (token !== undefined)
      return verify(token)
        .then((sub) => by(via, sub))
        .catch(() => 'bad' as const);
  }
  if (ticket !== '') {
    const sub = tickets.get(ticket);
    tickets.delete(ticket);
    return sub === undefined ? 'bad' : by('ticket', sub);
  }
  const sub = sessions.get(cookieOf(request));
  return sub === undefined ? undefined : by('cookie', sub);
}

/** A stranger has a second to send a token; a member may send a new one. */
function waitForMessage(ws: WebSocket): void {
  const deadline = setTimeout(() => ws.close(4408, 'too late'), 1000);
  ws.on('close', () => clearTimeout(deadline));
  ws.on('message', async (data) => {
    clearTimeout(deadline);
    const sub = await verify(String(data)).catch(() => undefined);
    if (sub === undefined) ws.close(4401, 'invalid token');
    else ws.send(JSON.stringify(by('message', sub)));
  });
}

function by(via: Proof['via'], sub: string): Proof {
  return { via, sub };
}

function keep(store: Map<string, string>, user: string): string {
  const key = randomBytes(16).toString('base64url');
  store.set(key, user);
  return key;
}

function cookieOf({ headers }: IncomingMessage): string {
  return /__Host-session=([\w-]+)/.exec(headers.cookie ?? '')?.[1] ?? '';
}

function refuse(socket: Duplex, challenge: string): void {
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: ${challenge}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}

server.listen(PORT, '::');
