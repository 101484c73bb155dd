import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const allowed = new Set(['https://app.example']);

const server = createServer((_request, response) => response.writeHead(426).end());
const wss = new WebSocketServer({ noServer: true, maxPayload: 8_192 });

// An exact allowlist, as it should be. And nothing else, as it should not.
server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  if (!allowed.has(request.headers.origin ?? '')) {
    socket.once('finish', () => socket.destroy());
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    return;
  }
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', console.warn);
    ws.send('for our page only');
  });
});

server.listen(Number(process.env.PORT ?? 8080), '::');
