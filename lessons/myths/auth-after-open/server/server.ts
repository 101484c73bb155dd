import { createServer } from 'node:http';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { verify } from './tokens.ts';

// Two rooms. In both the first message brings the token; they differ in what a stranger gets before that.
const careless = new WebSocketServer({ noServer: true, maxPayload: 8_192 });
const gated = new WebSocketServer({ noServer: true, maxPayload: 8_192 });
const members = new Set<WebSocket>();

careless.on('connection', (ws) => {
  let user: string | undefined;
  ws.on('error', console.warn);
  ws.on('message', async (data) => {
    if (user) return say(careless.clients, user, data);
    user = await userOf(data);
    if (user) ws.send('welcome');
    else ws.close(4401, 'not authenticated');
  });
});

gated.on('connection', (ws) => {
  let user: string | undefined;
  const deadline = setTimeout(() => ws.close(4408, 'too late'), 1_000);
  ws.on('error', console.warn);
  ws.on('close', () => members.delete(ws));
  ws.on('message', async (data) => {
    if (user) return say(members, user, data);
    user = await userOf(data);
    clearTimeout(deadline);
    if (!user) return ws.close(4401, 'not authenticated');
    members.add(ws);
    ws.send('welcome');
  });
});

/** The user that a first message proves, if it proves one. */
async function userOf(data: RawData): Promise<string | undefined> {
  try {
    return await verify(JSON.parse(data.toString()).token);
  } catch {
    return undefined;
  }
}

function say(room: Iterable<WebSocket>, user: string, data: RawData): void {
  for (const ws of room) ws.send(`${user}: ${data}`);
}

const server = createServer((_request, response) => response.writeHead(426).end());
server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  const room = request.url === '/gated' ? gated : careless;
  room.handleUpgrade(request, socket, head, (ws) => room.emit('connection', ws));
});
server.listen(Number(process.env.PORT ?? 8080), '::');
