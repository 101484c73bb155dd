import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { verify } from './tokens.ts';

let requests = 0;
const server = createServer((_request, response) => {
  requests += 1;
  response.end(`the handler of requests, for the ${requests}. time`);
});
const wss = new WebSocketServer({
  noServer: true,
  maxPayload: 8_192,
  handleProtocols: (offered) => (offered.has('chat') ? 'chat' : false),
});

server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  // 1 read the credential
  const offered = request.headers['sec-websocket-protocol']?.split(', ') ?? [];
  const token = offered.find((name) => name.startsWith('bearer.'))?.slice('bearer.'.length) ?? '';
  // 2 verify it
  const user = await verify(token).catch(() => undefined);
  // 3 decide
  if (user === undefined) {
    socket.once('finish', () => socket.destroy());
    socket.end(
      'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer error="invalid_token"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
    );
    return;
  }
  wss.handleUpgrade(request, socket, head, (ws) => {
    // 4 bind the identity: from here on `user` belongs to this connection
    ws.on('error', (error) => console.warn(error.message));
    ws.on('message', (data) => ws.send(`${data} from ${user}`));
  });
});

server.listen(Number(process.env.PORT ?? 8080), '::');
