import { createServer, type IncomingMessage } from 'node:http';
import { WebSocketServer } from 'ws';
import { refuse } from './refuse.ts';
import { verify } from './tokens.ts';

const server = createServer();
const wss = new WebSocketServer({
  noServer: true,
  handleProtocols: (offered) => offered.has('chat') && 'chat', // never the one with the token
});

function tokenOf({ headers }: IncomingMessage): string {
  const header = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const offered = /\bbearer\.([\w.-]+)/.exec(headers['sec-websocket-protocol'] ?? '')?.[1];
  return header ?? offered ?? '';
}

server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const user = await verify(tokenOf(request)).catch(() => undefined);
  if (user === undefined) return refuse(socket);
  wss.handleUpgrade(request, socket, head, (ws) => ws.send(`hello ${user}`));
});

server.listen(Number(process.env.PORT ?? 8080), '::');
