import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { verify } from './tokens.ts';

const server = createServer();
const wss = new WebSocketServer({ server, maxPayload: 8192 });

wss.on('connection', (ws) => {
  const deadline = setTimeout(() => ws.close(4408, 'too late'), 1000);
  ws.on('close', () => clearTimeout(deadline));
  ws.on('error', (error) => console.warn(error.message));
  ws.once('message', async (token) => {
    clearTimeout(deadline);
    const user = await verify(String(token)).catch(() => undefined);
    if (user === undefined) return ws.close(4401, 'invalid token');
    ws.send(`welcome ${user}`);
  });
});

server.listen(Number(process.env.PORT ?? 8080), '::');
