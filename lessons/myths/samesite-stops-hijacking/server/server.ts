import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const port = Number(process.env.PORT ?? 8080);
const sessions = new Map<string, string>();

// Logs ann in, with the strictest cookie there is.
const server = createServer((_request, response) => {
  const id = randomBytes(16).toString('base64url');
  sessions.set(id, 'ann');
  response.setHeader('Set-Cookie', `__Host-session=${id}; Path=/; Secure; HttpOnly; SameSite=Strict`);
  response.end();
});

const wss = new WebSocketServer({ noServer: true, maxPayload: 8_192 });
server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const id = /(?:^|; )__Host-session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
  const user = sessions.get(id);
  if (!user) return refuse('401 Unauthorized');
  if (request.url === '/checked' && request.headers.origin !== `http://localhost:${port}`)
    return refuse('403 Forbidden');
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', console.warn);
    ws.send(`secret of ${user}: 4321 EUR`);
  });

  function refuse(status: string): void {
    socket.once('finish', () => socket.destroy());
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  }
});

server.listen(port, '::');
