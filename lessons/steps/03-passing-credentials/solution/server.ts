import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { verify } from './tokens.ts';

const DEADLINE = 1_000; // ms that a stranger has to prove who they are
const MAX_MESSAGE = 8_192; // bytes
const MAX_WAITING = 16; // messages that may wait while a token is verified
const MAX_STRANGERS = 50; // sockets of one address that have not proved who they are

const members = new Map<WebSocket, string>(); // each with its user
const strangers = new Map<WebSocket, { address: string | undefined; deadline: NodeJS.Timeout }>();

const server = createServer((_request, response) => {
  response.writeHead(426, { Upgrade: 'websocket', Connection: 'Upgrade' }).end();
});
const wss = new WebSocketServer({
  noServer: true,
  maxPayload: MAX_MESSAGE,
  handleProtocols: (offered) => offered.has('chat') && 'chat',
});

server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());

  // 1 read the credential
  const credentials = readCredentials(request);
  if (credentials.size > 1) return refuse(socket, '400 Bad Request');
  const [token] = credentials;

  // 2 verify it
  const user = token === undefined ? undefined : await verify(token).catch(() => undefined);

  // 3 decide
  if (token !== undefined && user === undefined) {
    return refuse(socket, '401 Unauthorized', 'WWW-Authenticate: Bearer error="invalid_token"');
  }
  const address = request.socket.remoteAddress;
  const others = [...strangers.values()].filter((stranger) => stranger.address === address);
  if (user === undefined && others.length >= MAX_STRANGERS) {
    return refuse(socket, '429 Too Many Requests', 'Retry-After: 1');
  }
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', (error) => console.warn(error.message)); // ws closes with the right code; without a listener we would die
    serve(ws);
    if (user !== undefined) return admit(ws, user);
    strangers.set(ws, { address, deadline: setTimeout(() => ws.close(4408, 'too late'), DEADLINE) });
  });
});

function readCredentials(request: IncomingMessage): Set<string> {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim());
  const credentials = new Set(
    offered.filter((one) => one.startsWith('bearer.')).map((one) => one.slice('bearer.'.length)),
  );
  // `request.headers` keeps the first of several Authorization fields; what stands in the others would be overlooked.
  for (const field of request.headersDistinct['authorization'] ?? []) {
    credentials.add(/^Bearer +(\S+)$/i.exec(field)?.[1] ?? '');
  }
  return credentials;
}

/** Answers before the 101, and lets go of the socket even if the client never closes its end. */
function refuse(socket: Duplex, status: string, ...headers: string[]): void {
  socket.once('finish', () => socket.destroy());
  socket.end([`HTTP/1.1 ${status}`, ...headers, 'Content-Length: 0', 'Connection: close', '', ''].join('\r\n'));
}

/** From here on a socket is a member, and nobody but `user`. */
function admit(ws: WebSocket, user: string): void {
  // 4 bind the identity
  forget(ws);
  members.set(ws, user);
  ws.send(JSON.stringify({ type: 'welcome', sub: user }));
}

function forget(ws: WebSocket): void {
  clearTimeout(strangers.get(ws)?.deadline);
  strangers.delete(ws);
  members.delete(ws);
}

function serve(ws: WebSocket): void {
  const waiting: string[] = [];
  let verifying = false;

  ws.on('close', () => forget(ws));
  ws.on('message', (data) => {
    if (ws.readyState !== WebSocket.OPEN) return; // what comes after our Close frame is not for us
    if (!verifying) receive(data.toString());
    else if (waiting.push(data.toString()) > MAX_WAITING) ws.close(4429, 'too many messages');
  });

  function receive(text: string): void {
    const token = readAuth(text);
    const user = members.get(ws);
    if (token !== undefined) authenticate(token);
    else if (user === undefined) ws.close(4401, 'authenticate first');
    else say(user, text);
  }

  async function authenticate(token: string): Promise<void> {
    verifying = true;
    const user = await verify(token).catch(() => undefined);
    verifying = false;
    if (ws.readyState !== WebSocket.OPEN) return;
    if (user === undefined) ws.close(4401, 'invalid token');
    else if ((members.get(ws) ?? user) !== user) ws.close(4403, 'one connection, one user');
    else admit(ws, user);
    while (!verifying && ws.readyState === WebSocket.OPEN && waiting.length > 0) receive(waiting.shift() ?? '');
  }
}

/** The token of `{"type":"auth","token"}`; `undefined` for any other message. */
function readAuth(text: string): string | undefined {
  try {
    const message = JSON.parse(text);
    if (message?.type !== 'auth') return undefined;
    return typeof message.token === 'string' ? message.token : '';
  } catch {
    return undefined;
  }
}

function say(user: string, text: string): void {
  for (const member of members.keys()) member.send(JSON.stringify({ from: user, text }));
}

server.listen(Number(process.env.PORT ?? 8080), '::', () => console.log('listening', server.address()));
