import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { jwtVerify } from 'jose';
import { WebSocketServer } from 'ws';
import { board, post } from './board.ts';
import { audience, issuer, secret } from './tokens.ts';

const wss = new WebSocketServer({
  noServer: true,
  maxPayload: 4096,
  handleProtocols: (offered) => offered.has('board') && 'board',
});

const server = createServer((request, response) => {
  showBoard(request, response).catch(() => response.destroy());
});

server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => socket.destroy());

  // 1 read the credential
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  const text = offered.find((name) => name.startsWith('bearer.'))?.slice('bearer.'.length);
  if (text === undefined) {
    socket.destroy();
    return;
  }

  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', (error) => console.warn(error.message));
    const room = (request.url ?? '').split('?')[0]?.slice(1) ?? '';
    // 2 verify it
    const known = verify(text);
    known.then(
      ({ sub, rooms }) => {
        // 3 decide
        if (!rooms.some((mine) => room.startsWith(mine))) return ws.close();
        ws.send(`welcome ${sub}`);
      },
      (error: Error) => ws.close(4401, error.stack),
    );
    // 4 bind the identity
    ws.on('message', async (data) => post(room, (await known).sub, data.toString()));
  });
});

async function verify(text: string): Promise<{ sub: string; rooms: string[] }> {
  const { payload } = await jwtVerify(text, secret, {
    algorithms: ['HS256'],
    issuer,
    audience,
    requiredClaims: ['sub', 'exp'],
  });
  return { sub: String(payload.sub), rooms: Array.isArray(payload['rooms']) ? payload['rooms'] : [] };
}

async function showBoard(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' || request.url !== '/board') return void response.writeHead(404).end();
  const text = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const rooms =
    text === undefined
      ? []
      : await verify(text).then(
          (token) => token.rooms,
          () => [],
        );
  if (rooms.length === 0) return void response.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end();
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(board(rooms)));
}

server.listen(Number(process.env.PORT ?? 8080), '::');
