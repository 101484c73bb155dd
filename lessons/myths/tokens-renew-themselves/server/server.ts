import { createServer } from 'node:http';
import { jwtVerify } from 'jose';
import { WebSocketServer } from 'ws';
import { audience, issuer, secret } from './tokens.ts';

const server = createServer((_request, response) => response.writeHead(426).end());
const wss = new WebSocketServer({ noServer: true, maxPayload: 8_192 });

server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const expires = await expiryOf(request.headers.authorization);
  if (expires === undefined) {
    socket.once('finish', () => socket.destroy());
    socket.end('HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nConnection: close\r\n\r\n');
    return;
  }
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', console.warn);
    ws.on('message', (data) => ws.send(`you said: ${data}`));
    // The one line that `/once` does without.
    if (request.url === '/timed') setTimeout(() => ws.close(4401, 'token expired'), expires * 1_000 - Date.now());
  });
});

/** The `exp` of a good token, in seconds. */
async function expiryOf(authorization = ''): Promise<number | undefined> {
  try {
    const { payload } = await jwtVerify(authorization.replace(/^Bearer /, ''), secret, {
      algorithms: ['HS256'],
      issuer,
      audience,
      requiredClaims: ['exp', 'sub'],
    });
    return payload.exp;
  } catch {
    return undefined;
  }
}

server.listen(Number(process.env.PORT ?? 8080), '::');
