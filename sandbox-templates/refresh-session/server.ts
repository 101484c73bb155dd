import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { transfers } from './transfers.ts';

const server = createServer((_request, response) => response.end(JSON.stringify(transfers)));
const wss = new WebSocketServer({ server });

wss.on('connection', (ws) => {
  ws.on('error', (error) => console.warn(error.message));
  ws.on('message', () => {
    transfers.push('somebody');
    ws.send(JSON.stringify({ type: 'done' }));
  });
});

server.listen(Number(process.env.PORT ?? 8080), '::', () => console.log('listening', server.address()));
