import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { decodeProtectedHeader, importJWK, importSPKI, jwtVerify } from 'jose';
import { WebSocketServer } from 'ws';
import { publicKeyPem } from './tokens.ts';

const server = createServer((_request, response) => {
  response.writeHead(426, { Connection: 'Upgrade', Upgrade: 'websocket' }).end();
});
const wss = new WebSocketServer({ noServer: true, maxPayload: 4096 });

server.on('upgrade', async (request, socket, head) => {
  // 1 read the credential
  const [path, query] = (request.url ?? '').split('?', 2);
  if (path !== '/') return refuse(socket, '404 Not Found');
  const inQuery = new URLSearchParams(query).get('token');
  const token = request.headers.authorization?.slice('Bearer '.length) ?? inQuery ?? '';

  // 2 verify it
  const { alg = 'none', jwk } = decodeProtectedHeader(token);
  const key = jwk ? await importJWK(jwk, alg) : await keyFor(alg);
  const { payload } = await jwtVerify(token, key);

  // 3 decide

  // 4 bind the identity
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', (error) => console.warn(error.message));
    ws.send(`hello ${payload.sub}`);
  });
});

/** The key for the algorithm that the token names. */
async function keyFor(alg: string): Promise<CryptoKey | Uint8Array> {
  if (alg.startsWith('HS')) return new TextEncoder().encode(publicKeyPem);
  return importSPKI(publicKeyPem, alg);
}

function refuse(socket: Duplex, status: string, challenge?: string): void {
  const header = challenge === undefined ? '' : `WWW-Authenticate: ${challenge}\r\n`;
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\n${header}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}

server.listen(Number(process.env.PORT ?? 8080), '::');
