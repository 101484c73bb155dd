import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const paid: string[] = [];
const server = createServer((_request, response) => response.end(JSON.stringify(paid)));
const wss = new WebSocketServer({ server });

wss.on('connection', (ws) => {
  ws.on('error', (error) => console.warn(error.message));
  ws.on('message', (data) => {
    if (ws.readyState !== ws.OPEN) return;
    if (String(data) !== 'rude') return void paid.push(String(data));
    ws.close(4403, 'not allowed');
    setTimeout(() => ws.terminate(), 1000).unref();
  });
});

server.listen(Number(process.env.PORT ?? 8080), '::');
