import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { verify } from './tokens.ts';

// A page brings its token as a subprotocol, since it cannot write header fields. No token that holds, no connection.
const server = createServer((_request, response) => {
  response.writeHead(426, { Upgrade: 'websocket', Connection: 'Upgrade' }).end();
});
const wss = new WebSocketServer({
  noServer: true,
  maxPayload: 8_192,
  handleProtocols: (offered) => (offered.has('chat') ? 'chat' : false),
});

server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const offered = request.headers['sec-websocket-protocol']?.split(', ') ?? [];
  const token = offered.find((name) => name.startsWith('bearer.'))?.slice('bearer.'.length);
  const user = token && (await verify(token).catch(() => undefined));
  if (!user) {
    socket.once('finish', () => socket.destroy());
    socket.end(
      'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer error="invalid_token"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
    );
    return;
  }
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', (error) => console.warn(error.message));
    ws.send(JSON.stringify({ type: 'welcome', sub: user }));
  });
});

server.listen(Number(process.env.PORT ?? 8080), '::');
