import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

// Node's own time-outs are short here. The look-up behind every check hangs for 2.5 s; /timed does not wait that long.
const server = createServer({ headersTimeout: 500, requestTimeout: 700, connectionsCheckingInterval: 100 });

server.on('upgrade', async (request, socket) => {
  socket.on('error', () => socket.destroy());
  const answered = request.url === '/timed' ? [lookUp(), delay(400, 'gave up')] : [lookUp()];
  const found = await Promise.race(answered);
  refuse(socket, found === 'gave up' ? '503 Service Unavailable' : '401 Unauthorized');
});

async function lookUp(): Promise<string | undefined> {
  await delay(2_500);
  return undefined;
}

function refuse(socket: Duplex, status: string): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

server.listen(Number(process.env.PORT ?? 8080), '::');
