import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { verify } from './tokens.ts';

const server = createServer((_request, response) => {
  response.writeHead(426, { Upgrade: 'websocket', Connection: 'Upgrade' }).end();
});
const wss = new WebSocketServer({ noServer: true, maxPayload: 8_192 });

server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const user = token && (await verify(token).catch(() => undefined));
  if (!user) {
    socket.once('finish', () => socket.destroy());
    socket.end(
      'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
    );
    return;
  }
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', (error) => console.warn(error.message));
    ws.on('message', (data) => ws.send(JSON.stringify({ from: user, text: data.toString() })));
    ws.send(JSON.stringify({ type: 'welcome', sub: user }));
  });
});

server.listen(Number(process.env.PORT ?? 8080), '::', () => console.log('listening', server.address()));
