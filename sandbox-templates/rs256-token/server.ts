import { createServer } from 'node:http';
import { importSPKI } from 'jose';
import { WebSocketServer } from 'ws';
import { publicKeyPem } from './tokens.ts';

const issuerKey = await importSPKI(publicKeyPem, 'RS256');

const server = createServer((_request, response) => response.writeHead(426, { Upgrade: 'websocket' }).end());
const wss = new WebSocketServer({ server });

wss.on('connection', (ws) => {
  ws.on('error', (error) => console.warn(error.message));
  ws.send(`hello stranger; I could verify ${issuerKey.algorithm.name}, if you showed me a token`);
});

server.listen(Number(process.env.PORT ?? 8080), '::', () => console.log('listening', server.address()));
