import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { log, readLog } from './access-log.ts';
import { bearerOf, refuse } from './door.ts';
import { verify } from './tokens.ts';

const tickets = new Map<string, string>();

// The page asks where to connect, and then connects there.
const server = createServer(async (request, response) => {
  if (request.url === '/log') return response.end(readLog());
  const user = await verify(bearerOf(request));
  const ticket = randomBytes(16).toString('base64url');
  tickets.set(ticket, user);
  setTimeout(() => tickets.delete(ticket), 10_000).unref();
  response.end(JSON.stringify({ socket: `/?ticket=${ticket}` }));
});
const wss = new WebSocketServer({ noServer: true });

server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  log(request);
  const query = new URLSearchParams(request.url?.split('?')[1]);
  const ticket = query.get('ticket') ?? '';
  const user = tickets.get(ticket);
  tickets.delete(ticket);
  if (user === undefined) return refuse(socket);
  wss.handleUpgrade(request, socket, head, (ws) => ws.send(`hello ${user}`));
});

server.listen(Number(process.env.PORT ?? 8080), '::');
