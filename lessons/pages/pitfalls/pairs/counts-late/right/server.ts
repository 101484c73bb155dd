import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { refuse } from './refuse.ts';
import { verify } from './tokens.ts';

const server = createServer();
const wss = new WebSocketServer({ noServer: true });
let badTries = 0; // of one address, to keep the example short

server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  if (badTries >= 10) return refuse(socket, '429 Too Many Requests');
  badTries += 1; // bad until it is shown to be good

  const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
  const user = await verify(token).catch(() => undefined);
  if (user === undefined) return refuse(socket);
  badTries -= 1;
  wss.handleUpgrade(request, socket, head, (ws) => ws.send(`hello ${user}`));
});

server.listen(Number(process.env.PORT ?? 8080), '::');
