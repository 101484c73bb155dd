import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { decodeJwt } from 'jose';
import { WebSocketServer } from 'ws';
import { verify } from './tokens.ts';

// Takes fresh tokens on the open connection: at /racing each as soon as it has been looked up, at /queued one after the
// other. Closes when the token ends that it holds at the time.
const server = createServer((_request, response) => response.writeHead(426, { Upgrade: 'websocket' }).end());
const wss = new WebSocketServer({ noServer: true, maxPayload: 8_192 });

server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const first = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const user = await verify(first).catch(() => undefined);
  if (user === undefined) {
    socket.once('finish', () => socket.destroy());
    socket.end(
      'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
    );
    return;
  }
  wss.handleUpgrade(request, socket, head, (ws) => {
    let round: NodeJS.Timeout | undefined;
    let last = Promise.resolve();
    const hold = (token: string) => {
      const { exp = 0, version } = decodeJwt(token); // verified before
      clearTimeout(round);
      round = setTimeout(() => ws.close(4401, 'token expired'), exp * 1_000 - Date.now());
      ws.send(JSON.stringify({ type: 'holding', version }));
    };
    const refresh = async (token: string) => {
      if ((await verify(token).catch(() => undefined)) !== user) return;
      if (decodeJwt(token).version === 'older') await delay(500); // this look-up happens to take long
      hold(token);
    };
    ws.on('error', (error) => console.warn(error.message));
    ws.on('close', () => clearTimeout(round));
    ws.on('message', (data) => {
      if (request.url === '/racing') void refresh(data.toString());
      else last = last.then(() => refresh(data.toString()));
    });
    hold(first);
  });
});

server.listen(Number(process.env.PORT ?? 8080), '::');
