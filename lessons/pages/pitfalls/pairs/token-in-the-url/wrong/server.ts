import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { log, readLog } from './access-log.ts';
import { bearerOf, refuse } from './door.ts';
import { verify } from './tokens.ts';

// The page asks where to connect, and then connects there.
const server = createServer(async (request, response) => {
  if (request.url === '/log') return response.end(readLog());
  const token = bearerOf(request);
  await verify(token);
  response.end(JSON.stringify({ socket: `/?token=${token}` }));
});
const wss = new WebSocketServer({ noServer: true });

server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  log(request);
  const query = new URLSearchParams(request.url?.split('?')[1]);
  const user = await verify(query.get('token') ?? '').catch(() => undefined);
  if (user === undefined) return refuse(socket);
  wss.handleUpgrade(request, socket, head, (ws) => ws.send(`hello ${user}`));
});

server.listen(Number(process.env.PORT ?? 8080), '::');
