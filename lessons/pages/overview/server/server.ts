import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { verify } from './tokens.ts';

const documents = new Map([
  ['of ann', { owner: 'ann', text: 'minutes of ann' }],
  ['of bob', { owner: 'bob', text: 'minutes of bob' }],
]);

// A page brings its token as a subprotocol, since it cannot write header fields. No token that holds, no connection.
const server = createServer((_request, response) => {
  response.writeHead(426, { Upgrade: 'websocket', Connection: 'Upgrade' }).end();
});
const wss = new WebSocketServer({
  noServer: true,
  maxPayload: 8_192,
  handleProtocols: (offered) => (offered.has('chat') ? 'chat' : false),
});

server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const offered = request.headers['sec-websocket-protocol']?.split(', ') ?? [];
  const token = offered.find((name) => name.startsWith('bearer.'))?.slice('bearer.'.length);
  const user = token && (await verify(token).catch(() => undefined));
  if (!user) {
    socket.once('finish', () => socket.destroy());
    socket.end(
      'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer error="invalid_token"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
    );
    return;
  }
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', (error) => console.warn(error.message));
    // Who sends was settled at the door. Whether they may is asked here, each time.
    ws.on('message', (data) => {
      const found = documents.get(wanted(data.toString()) ?? '');
      const answer =
        found?.owner === user ? { type: 'document', text: found.text } : { type: 'error', error: 'not yours' };
      ws.send(JSON.stringify(answer));
    });
    ws.send(JSON.stringify({ type: 'welcome', sub: user }));
  });
});

function wanted(text: string): string | undefined {
  try {
    return JSON.parse(text)?.document;
  } catch {
    return undefined;
  }
}

server.listen(Number(process.env.PORT ?? 8080), '::');
