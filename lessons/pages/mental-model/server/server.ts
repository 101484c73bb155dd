import { createServer } from 'node:http';
import { decodeJwt } from 'jose';
import { type WebSocket, WebSocketServer } from 'ws';
import { verify } from './tokens.ts';

// A house with a hall. /room has a guard who comes round at the badge's date; /careless has none.
const server = createServer((_request, response) => response.writeHead(426, { Upgrade: 'websocket' }).end());
const wss = new WebSocketServer({ noServer: true, maxPayload: 8_192, closeTimeout: 2_000 });
const members = new Set<WebSocket>();

server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const user = token === undefined ? undefined : await verify(token).catch(() => undefined);
  if (token !== undefined && user === undefined) {
    socket.once('finish', () => socket.destroy());
    socket.end(
      'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer error="invalid_token"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
    );
    return;
  }
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', (error) => console.warn(error.message));
    ws.on('close', () => members.delete(ws));
    if (token !== undefined && user !== undefined) return enter(ws, user, token, request.url === '/room');
    const deadline = setTimeout(() => ws.close(4408, 'too late'), 1_000);
    ws.once('message', async (data) => {
      const shown = data.toString();
      const name = await verify(shown).catch(() => undefined);
      clearTimeout(deadline);
      if (name === undefined) return ws.close(4401, 'invalid token');
      enter(ws, name, shown, request.url === '/room');
    });
  });
});

function enter(ws: WebSocket, user: string, token: string, guarded: boolean): void {
  if (ws.readyState !== ws.OPEN) return;
  members.add(ws);
  ws.on('message', (data) => {
    if (ws.readyState !== ws.OPEN) return;
    for (const member of members) member.send(JSON.stringify({ from: user, text: data.toString() }));
  });
  ws.send(JSON.stringify({ type: 'welcome', sub: user }));
  if (!guarded) return;
  const { exp = 0 } = decodeJwt(token); // verified at the door
  const round = setTimeout(() => ws.close(4401, 'token expired'), exp * 1_000 - Date.now());
  ws.on('close', () => clearTimeout(round));
}

server.listen(Number(process.env.PORT ?? 8080), '::');
