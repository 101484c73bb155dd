import { WebSocketServer } from 'ws';

const wss = new WebSocketServer({ port: Number(process.env.PORT ?? 8080), host: '::', maxPayload: 4096 });

wss.on('connection', (ws) => {
  ws.on('error', (error) => console.warn('dropped a connection:', error.message));
  ws.on('message', (data) => ws.send(`echo ${data}`));
});
