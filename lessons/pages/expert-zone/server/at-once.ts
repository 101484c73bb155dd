import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocketServer } from 'ws';

// How many checks are under way at the same time? At /waiting a check waits for somebody else, at /computing it keeps the
// processor busy.
const underWay = { waiting: 0, computing: 0 };
const most = { waiting: 0, computing: 0 };

const server = createServer((_request, response) => response.end(JSON.stringify(most)));
const wss = new WebSocketServer({ noServer: true });

server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const kind = request.url === '/computing' ? 'computing' : 'waiting';
  underWay[kind] += 1;
  most[kind] = Math.max(most[kind], underWay[kind]);
  if (kind === 'waiting') await delay(1_000);
  else compute(20);
  underWay[kind] -= 1;
  wss.handleUpgrade(request, socket, head, (ws) => ws.on('error', (error) => console.warn(error.message)));
});

function compute(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

server.listen(Number(process.env.PORT ?? 8080), '::');
