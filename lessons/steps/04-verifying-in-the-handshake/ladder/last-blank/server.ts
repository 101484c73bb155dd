import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { importSPKI, jwtVerify } from 'jose';
import { WebSocketServer } from 'ws';
import { isRevoked } from './revoked.ts';
import { audience, issuer, publicKeyPem } from './tokens.ts';

// The key and its algorithm are chosen here, once, before any token has been seen.
const issuerKey = await importSPKI(publicKeyPem, 'RS256');

const server = createServer((_request, response) => {
  response.writeHead(426, { Connection: 'Upgrade', Upgrade: 'websocket' }).end();
});
const wss = new WebSocketServer({ noServer: true, maxPayload: 4096 });

server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  admit(request, socket, head).catch((error) => {
    console.error(error);
    socket.destroy();
  });
});

async function admit(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
  // 1 read the credential
  const [path, query] = (request.url ?? '').split('?', 2);
  const shown = new URLSearchParams(query).getAll('token');
  const { authorization } = request.headers;
  if (authorization !== undefined) shown.push(/^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '');
  const [token] = shown;
  if (token === undefined) return refuse(socket, '401 Unauthorized', 'Bearer');

  // 2 verify it
  const sub = shown.length === 1 ? await verifiedUser(token) : undefined;

  // 3 decide
  if (!sub) return refuse(socket, '401 Unauthorized', 'Bearer error="invalid_token"'); // an empty name is nobody's
  if (path !== '/') return refuse(socket, '404 Not Found');

  // 4 bind the identity
  // Yours: let `wss` complete the handshake of this request, listen to the errors of the new connection, and greet `sub`.
  console.log('let in, if I knew how:', sub, wss.options.noServer, head.length);
}

/** Who the token was issued to; undefined for every token that does not hold. */
async function verifiedUser(token: string): Promise<string | undefined> {
  try {
    const { payload } = await jwtVerify(token, issuerKey, {
      algorithms: ['RS256'],
      issuer,
      audience,
      requiredClaims: ['sub', 'exp', 'jti'],
    });
    return (await isRevoked(String(payload.jti))) ? undefined : payload.sub;
  } catch {
    return undefined;
  }
}

function refuse(socket: Duplex, status: string, challenge?: string): void {
  const header = challenge === undefined ? '' : `WWW-Authenticate: ${challenge}\r\n`;
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\n${header}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}

server.listen(Number(process.env.PORT ?? 8080), '::');
