import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { audit } from './audit.ts';

const server = createServer((_request, response) => response.writeHead(404).end());
const wss = new WebSocketServer({ server });

wss.on('connection', (ws, request) => {
  void audit(`opened from ${request.socket.remoteAddress}`);
  ws.on('error', (error) => console.warn(error.message));
  ws.send('no secret for strangers');
});

server.listen(Number(process.env.PORT ?? 8080), '::', () => console.log('listening', server.address()));
