import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { WebSocketServer } from 'ws';
import { verify } from './tokens.ts';

const tickets = new Map<string, string>();
/** What a log in front of this server holds: method and target of each request, as they came. */
const accessLog: string[] = [];

const server = createServer(async (request, response) => {
  if (request.url === '/access-log') {
    const seen = (part: string) => accessLog.find((target) => target.includes(part)) ?? '';
    response.end(JSON.stringify({ withToken: seen('?token='), withTicket: seen('?ticket='), lines: accessLog }));
    return;
  }
  log(request);
  const user = await userOf(request.headers.authorization?.replace(/^Bearer /, ''));
  if (!user) return response.writeHead(401).end();
  const ticket = randomBytes(16).toString('base64url');
  tickets.set(ticket, user);
  response.end(JSON.stringify({ ticket }));
});

const wss = new WebSocketServer({ noServer: true, maxPayload: 8_192 });
server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  log(request);
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const user = redeemed(query.get('ticket')) ?? (await userOf(query.get('token') ?? undefined));
  if (!user) {
    socket.once('finish', () => socket.destroy());
    socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
    return;
  }
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', console.warn);
    ws.send(`hello ${user}`);
  });
});

/** The user of a ticket, which is gone with this very look. */
function redeemed(ticket: string | null): string | undefined {
  const user = ticket === null ? undefined : tickets.get(ticket);
  if (ticket !== null) tickets.delete(ticket);
  return user;
}

function userOf(token: string | undefined): Promise<string | undefined> {
  return token ? verify(token).catch(() => undefined) : Promise.resolve(undefined);
}

function log({ method, url = '' }: IncomingMessage): void {
  accessLog.push(url);
  console.log(`"${method} ${url} HTTP/1.1"`);
}

server.listen(Number(process.env.PORT ?? 8080), '::');
