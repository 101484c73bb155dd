import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { refuse } from './refuse.ts';
import { verify } from './tokens.ts';

const server = createServer();
const wss = new WebSocketServer({ server });

server.on('upgrade', async (request, socket) => {
  socket.on('error', () => socket.destroy());
  const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
  const user = await verify(token).catch(() => undefined);
  if (user === undefined) refuse(socket);
});

wss.on('connection', (ws) => {
  ws.on('error', (error) => console.warn(error.message));
  ws.send('secret: 4321 EUR');
});

server.listen(Number(process.env.PORT ?? 8080), '::');
