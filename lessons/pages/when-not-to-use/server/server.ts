import { createServer, type IncomingMessage } from 'node:http';
import { WebSocketServer } from 'ws';
import { verify } from './tokens.ts';

// The same price by three ways: a request, a stream of events, a WebSocket. Only /once asks nobody who they are.
const PRICE = '4321 EUR';
const wss = new WebSocketServer({ noServer: true, maxPayload: 1_024 });

const server = createServer(async (request, response) => {
  if ((await whoAsks(request)) === undefined) {
    response.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end();
  } else if (request.url === '/events') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(`data: ${PRICE}\n\n`);
    response.end(`data: ${PRICE}\n\n`); // a real one goes on
  } else response.end(PRICE);
});

server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const user = await whoAsks(request);
  if (request.url !== '/once' && user === undefined) {
    socket.once('finish', () => socket.destroy());
    socket.end(
      'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
    );
    return;
  }
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', (error) => console.warn(error.message));
    ws.on('message', () => ws.send(PRICE));
    if (request.url !== '/once') return;
    ws.send(PRICE);
    ws.close(1000, 'that was all');
  });
});

async function whoAsks(request: IncomingMessage): Promise<string | undefined> {
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return token === undefined ? undefined : verify(token).catch(() => undefined);
}

server.listen(Number(process.env.PORT ?? 8080), '::');
