import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const allowed = new Set(['https://app.example']);

// Plain HTTP under CORS: only pages of app.example may read the answer.
const server = createServer((request, response) => {
  const { origin = '' } = request.headers;
  if (allowed.has(origin)) response.setHeader('Access-Control-Allow-Origin', origin);
  response.end('balance: 4321 EUR');
});

const wss = new WebSocketServer({ noServer: true, maxPayload: 8_192 });
server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  // The one line that CORS does not write for you.
  if (request.url === '/checked' && !allowed.has(request.headers.origin ?? '')) {
    socket.once('finish', () => socket.destroy());
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    return;
  }
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', console.warn);
    ws.send('balance: 4321 EUR');
  });
});

server.listen(Number(process.env.PORT ?? 8080), '::');
