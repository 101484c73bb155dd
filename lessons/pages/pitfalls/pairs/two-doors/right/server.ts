import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { refuse } from './refuse.ts';
import { verify } from './tokens.ts';

const server = createServer();
const wss = new WebSocketServer({ noServer: true });

server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
  const user = await verify(token).catch(() => undefined);
  if (user === undefined) return refuse(socket);
  wss.handleUpgrade(request, socket, head, (ws) => wss.emit('connection', ws, request));
});

wss.on('connection', (ws) => {
  ws.on('error', (error) => console.warn(error.message));
  ws.send('secret: 4321 EUR');
});

server.listen(Number(process.env.PORT ?? 8080), '::');
