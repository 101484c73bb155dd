import { WebSocket, WebSocketServer } from 'ws';

const EVERY_MS = 400;
const wss = new WebSocketServer({ port: Number(process.env.PORT ?? 8080), host: '::' });
const silent = new WeakSet<WebSocket>();

wss.on('connection', (ws) => {
  ws.on('error', (error) => console.warn(error.message));
  ws.on('pong', () => silent.delete(ws));
  ws.on('message', (data) => ws.send(String(data)));
});

// Who has not answered the last ping is gone, or as good as gone.
setInterval(() => {
  for (const ws of wss.clients) {
    if (silent.has(ws)) ws.terminate();
    silent.add(ws);
    if (ws.readyState === WebSocket.OPEN) ws.ping();
  }
}, EVERY_MS);
