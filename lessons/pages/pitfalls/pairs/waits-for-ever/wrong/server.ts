import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { verify } from './tokens.ts';

const server = createServer();
const wss = new WebSocketServer({ server });

wss.on('connection', (ws) => {
  ws.on('error', (error) => console.warn(error.message));
  ws.once('message', async (token) => {
    const user = await verify(String(token)).catch(() => undefined);
    if (user === undefined) return ws.close();
    ws.send(`welcome ${user}`);
  });
});

server.listen(Number(process.env.PORT ?? 8080), '::');
