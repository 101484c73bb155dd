import { createServer, type IncomingMessage } from 'node:http';
import { WebSocketServer } from 'ws';
import { verify } from './tokens.ts';

/** Who makes a request. A handshake is one too, so both doors ask here. */
function userOf({ headers }: IncomingMessage): Promise<string | undefined> {
  const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  return verify(token).catch(() => undefined);
}

const server = createServer(async (request, response) => {
  const user = await userOf(request);
  if (user === undefined) response.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end();
  else response.end(JSON.stringify({ sub: user }));
});
const wss = new WebSocketServer({ noServer: true });

server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const user = await userOf(request);
  if (user === undefined) {
    socket.once('finish', () => socket.destroy());
    socket.end('HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nConnection: close\r\n\r\n');
    return;
  }
  wss.handleUpgrade(request, socket, head, (ws) => ws.send(JSON.stringify({ sub: user })));
});

server.listen(Number(process.env.PORT ?? 8080), '::');
