import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const board: string[] = [];

const server = createServer((_request, response) => response.end(JSON.stringify({ board })));
const wss = new WebSocketServer({ server, maxPayload: 8_192 });

wss.on('connection', (ws, request) => {
  const careful = request.url === '/careful';
  ws.on('error', console.warn);
  ws.on('message', (data) => {
    if (careful && ws.readyState !== ws.OPEN) return;
    if (data.toString() === 'no token') ws.close(4401, 'not authenticated');
    else board.push(data.toString());
  });
});

server.listen(Number(process.env.PORT ?? 8080), '::');
