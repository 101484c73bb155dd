import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocketServer } from 'ws';

const CHECK_MS = 400;
const LONGEST_CHECK_MS = 1000;
const server = createServer();
const wss = new WebSocketServer({ noServer: true });
let checking = 0;

// A check that asks elsewhere: slow, and without blocking anybody. It has a time limit of its own, since a handshake has none.
server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const timer = setTimeout(() => socket.destroy(), LONGEST_CHECK_MS);
  if (request.url === '/asks-elsewhere') {
    checking++;
    await delay(CHECK_MS);
    checking--;
  }
  if (request.url === '/never-answers') return;
  clearTimeout(timer);
  wss.handleUpgrade(request, socket, head, (ws) => ws.send(JSON.stringify({ checking })));
});

server.listen(Number(process.env.PORT ?? 8080), '::');
