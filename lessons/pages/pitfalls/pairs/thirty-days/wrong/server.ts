import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { expiryOf } from './expiry.ts';

const server = createServer();
const wss = new WebSocketServer({ server });

wss.on('connection', async (ws, request) => {
  ws.on('error', (error) => console.warn(error.message));
  const exp = await expiryOf(request).catch(() => 0);
  const end = () => ws.close(4401, 'token expired');

  const timer = setTimeout(end, exp * 1000 - Date.now());

  ws.on('close', () => clearTimeout(timer));
  ws.send('hello');
});

server.listen(Number(process.env.PORT ?? 8080), '::');
