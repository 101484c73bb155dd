import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

// A session id says nothing by itself: whether it is good stands in this map, and nowhere else.
const sessions = new Map<string, string>();

const server = createServer((request, response) => {
  const session = bearer(request.headers.authorization);
  if (request.url === '/login') {
    const id = randomUUID();
    sessions.set(id, 'ann'); // a real one asks for a password first
    response.end(JSON.stringify({ session: id }));
  } else {
    sessions.delete(session);
    response.writeHead(204).end();
  }
});
const wss = new WebSocketServer({ noServer: true });

server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const user = sessions.get(bearer(request.headers.authorization));
  if (user === undefined) {
    socket.once('finish', () => socket.destroy());
    socket.end(
      'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
    );
    return;
  }
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', (error) => console.warn(error.message));
    ws.send(`hello ${user}`);
  });
});

function bearer(field = ''): string {
  return field.replace(/^Bearer /, '');
}

server.listen(Number(process.env.PORT ?? 8080), '::');
