import { createServer } from 'node:http';
import { type JWTVerifyOptions, jwtVerify } from 'jose';
import { WebSocketServer } from 'ws';
import { audience, issuer, secret } from './tokens.ts';

// One key, two ways to call the same function.
const options: Readonly<Record<string, JWTVerifyOptions>> = {
  '/bare': {},
  '/told': { algorithms: ['HS256'], issuer, audience, requiredClaims: ['exp', 'sub'] },
};

const server = createServer((_request, response) => response.writeHead(426).end());
const wss = new WebSocketServer({ noServer: true, maxPayload: 8_192 });

server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
  try {
    const { payload } = await jwtVerify(token, secret, options[request.url ?? '']);
    wss.handleUpgrade(request, socket, head, (ws) => {
      ws.on('error', console.warn);
      ws.send(`hello ${payload.sub}`);
    });
  } catch (error) {
    console.log((error as Error).message);
    socket.once('finish', () => socket.destroy());
    socket.end(
      'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer error="invalid_token"\r\nConnection: close\r\n\r\n',
    );
  }
});

server.listen(Number(process.env.PORT ?? 8080), '::');
