import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const server = createServer((_request, response) => response.end('This server speaks WebSocket.\n'));
const wss = new WebSocketServer({ server });

wss.on('connection', (ws) => {
  ws.on('error', (error) => console.warn(error.message));
  ws.send('welcome');
  ws.on('message', (data) => ws.send(data.toString()));
});

server.listen(Number(process.env.PORT ?? 8080), '::', () => console.log('listening', server.address()));
