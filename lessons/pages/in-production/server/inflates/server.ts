import { WebSocketServer } from 'ws';

const wss = new WebSocketServer({
  port: Number(process.env.PORT ?? 8080),
  host: '::',
  perMessageDeflate: true,
  maxPayload: 4096,
});

wss.on('connection', (ws) => {
  ws.on('error', (error) => console.warn(error.message));
  ws.on('message', (data) => ws.send(`${String(data).length} letters`));
});
