import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const server = createServer((_request, response) => response.writeHead(426).end());
const wss = new WebSocketServer({ noServer: true, maxPayload: 8_192 });

server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  if (request.url === '/before') {
    // What a framework sends for "close with 1008" while nothing has been accepted: there are no frames yet.
    socket.once('finish', () => socket.destroy());
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    return;
  }
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', console.warn);
    ws.close(1008, 'Unauthorized');
  });
});

server.listen(Number(process.env.PORT ?? 8080), '::');
