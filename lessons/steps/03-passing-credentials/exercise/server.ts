import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { verify } from './tokens.ts';

const server = createServer((_request, response) => {
  response.writeHead(426, { Upgrade: 'websocket', Connection: 'Upgrade' }).end();
});
const wss = new WebSocketServer({ noServer: true });

server.on('upgrade', (request, socket, head) => {
  wss.handleUpgrade(request, socket, head, (ws) => wss.emit('connection', ws, request));
});

wss.on('connection', async (ws, request) => {
  // 1 read the credential
  const offered = request.headers['sec-websocket-protocol']?.split(/, */) ?? [];
  const inHeader = request.headers.authorization?.replace('Bearer ', '');
  const inSubprotocol = offered.find((one) => one.startsWith('bearer.'))?.replace('bearer.', '');
  const token = inHeader ?? inSubprotocol ?? (await firstMessage(ws)).token;

  // 2 verify it
  const user = await verify(token).catch(() => 'a guest');

  // 3 decide

  // 4 bind the identity
  ws.send(JSON.stringify({ type: 'welcome', sub: user }));
  ws.on('message', (data) => {
    const message = read(data.toString());
    for (const client of wss.clients) client.send(JSON.stringify({ from: user, ...message }));
  });
});

function firstMessage(ws: WebSocket): Promise<{ token: string }> {
  return new Promise((resolve) => ws.once('message', (data) => resolve(JSON.parse(data.toString()))));
}

/** A message is a text, or JSON with its text in it. */
function read(text: string): { text: string } {
  return text.startsWith('{') ? JSON.parse(text) : { text };
}

server.listen(Number(process.env.PORT ?? 8080), '::', () => console.log('listening', server.address()));
