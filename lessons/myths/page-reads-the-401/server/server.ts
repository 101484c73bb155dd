import { createServer } from 'node:http';

// Refuses every handshake, each path with a status of its own. Asked by plain HTTP it says why.
const reasons: Readonly<Record<string, string>> = {
  '/expired': '401 Unauthorized\r\nWWW-Authenticate: Bearer error="invalid_token"',
  '/too-often': '429 Too Many Requests\r\nRetry-After: 7',
  '/away': '503 Service Unavailable\r\nRetry-After: 60',
};

const server = createServer((_request, response) => {
  response.writeHead(429, { 'Retry-After': '7', 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ error: 'too many tries', retryAfterSeconds: 7 }));
});

server.on('upgrade', (request, socket) => {
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  const reason = reasons[request.url ?? ''] ?? '404 Not Found';
  socket.end(`HTTP/1.1 ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
});

server.listen(Number(process.env.PORT ?? 8080), '::');
