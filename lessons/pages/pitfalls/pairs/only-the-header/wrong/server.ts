import { createServer, type IncomingMessage } from 'node:http';
import { WebSocketServer } from 'ws';
import { refuse } from './refuse.ts';
import { verify } from './tokens.ts';

const server = createServer();
const wss = new WebSocketServer({ noServer: true });

function tokenOf({ headers }: IncomingMessage): string {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
}

server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const user = await verify(tokenOf(request)).catch(() => undefined);
  if (user === undefined) return refuse(socket);
  wss.handleUpgrade(request, socket, head, (ws) => ws.send(`hello ${user}`));
});

server.listen(Number(process.env.PORT ?? 8080), '::');
