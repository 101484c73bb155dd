import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { importSPKI } from 'jose';
import { WebSocketServer } from 'ws';
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
  // Yours: from `Authorization`, or from `?token=`. Two at once are none.

  // 2 verify it
  // Yours: the signature, the issuer, the audience, the expiry, the user, and the list of tokens that were taken back.

  // 3 decide
  // Yours: refuse whoever has not been verified, and every path but `/`.
  refuse(socket, '501 Not Implemented', request.url === undefined ? undefined : 'Bearer');

  // 4 bind the identity
  // Yours: let `wss` complete the handshake of this request, listen to the errors of the new connection, and greet the user.
  console.log(issuerKey.type, issuer, audience, wss.options.noServer, head.length);
}

function refuse(socket: Duplex, status: string, challenge?: string): void {
  const header = challenge === undefined ? '' : `WWW-Authenticate: ${challenge}\r\n`;
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\n${header}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}

server.listen(Number(process.env.PORT ?? 8080), '::');
