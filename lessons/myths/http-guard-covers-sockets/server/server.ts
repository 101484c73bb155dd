import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { WebSocketServer } from 'ws';
import { verify } from './tokens.ts';

// The guard that stands before every route.
async function guard(request: IncomingMessage, response: ServerResponse, next: () => void): Promise<void> {
  const user = await userOf(request);
  if (user) next();
  else response.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end();
}

const server = createServer((request, response) => guard(request, response, () => response.end('balance: 4321 EUR')));
const wss = new WebSocketServer({ noServer: true, maxPayload: 8_192 });

server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  if (request.url === '/guarded' && !(await userOf(request))) {
    socket.once('finish', () => socket.destroy());
    socket.end('HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nConnection: close\r\n\r\n');
    return;
  }
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', console.warn);
    ws.send('balance: 4321 EUR');
  });
});

function userOf(request: IncomingMessage): Promise<string | undefined> {
  const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
  return verify(token).catch(() => undefined);
}

server.listen(Number(process.env.PORT ?? 8080), '::');
