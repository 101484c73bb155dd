import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const paid: string[] = [];
const server = createServer((_request, response) => response.end(JSON.stringify(paid)));
const wss = new WebSocketServer({ server });

wss.on('connection', (ws) => {
  ws.on('error', (error) => console.warn(error.message));
  ws.on('message', (data) => {
    if (String(data) === 'rude') ws.close(4403, 'not allowed');
    else paid.push(String(data));
  });
});

server.listen(Number(process.env.PORT ?? 8080), '::');
