import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { expiryOf } from './expiry.ts';

const LONGEST_TIMER = 2 ** 31 - 1;
const server = createServer();
const wss = new WebSocketServer({ server });

wss.on('connection', async (ws, request) => {
  ws.on('error', (error) => console.warn(error.message));
  const exp = await expiryOf(request).catch(() => 0);
  const end = () => ws.close(4401, 'token expired');

  let timer: NodeJS.Timeout | undefined;
  function watch() {
    const left = exp * 1000 - Date.now();
    if (left <= 0) end();
    else timer = setTimeout(watch, Math.min(left, LONGEST_TIMER));
  }
  watch();

  ws.on('close', () => clearTimeout(timer));
  ws.send('hello');
});

server.listen(Number(process.env.PORT ?? 8080), '::');
