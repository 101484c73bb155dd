import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

// Tells each client what arrived with its handshake.
const server = createServer((_request, response) => response.writeHead(426).end());
const wss = new WebSocketServer({
  server,
  maxPayload: 8_192,
  handleProtocols: (offered) => offered.has('chat') && 'chat',
});

wss.on('connection', (ws, request) => {
  ws.on('error', console.warn);
  const { authorization = null, origin = null } = request.headers;
  ws.send(JSON.stringify({ authorization, origin, offered: request.headers['sec-websocket-protocol'] ?? null }));
});

server.listen(Number(process.env.PORT ?? 8080), '::');
