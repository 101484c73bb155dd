import { createServer, type IncomingMessage } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { verify } from './tokens.ts';

/** The hook of `ws` decides before the 101; what it found out about a request is kept beside it. */
const users = new WeakMap<IncomingMessage, string>();
const lobby = new Map<string, Set<WebSocket>>();
const room = new Map<WebSocket, string>();

const server = createServer((_request, response) => {
  response.statusCode = 426;
  response.setHeader('Upgrade', 'websocket');
  response.end('WebSocket only');
});

const wss = new WebSocketServer({
  server,
  maxPayload: 8 * 1024,
  handleProtocols: (offered) => (offered.has('chat') ? 'chat' : false),
  verifyClient: async ({ req }, answer) => {
    const tokens = tokensOf(req);
    if (tokens.length > 1) return answer(false, 400, 'Bad Request');
    if (tokens[0] === undefined) {
      const isFull = (lobby.get(addressOf(req))?.size ?? 0) >= 50;
      return isFull ? answer(false, 429, 'Too Many Requests', { 'Retry-After': '1' }) : answer(true);
    }
    try {
      users.set(req, await verify(tokens[0]));
      answer(true);
    } catch {
      answer(false, 401, 'Unauthorized', { 'WWW-Authenticate': 'Bearer error="invalid_token"' });
    }
  },
});

server.prependListener('upgrade', (_request, socket) => socket.on('error', () => socket.destroy()));

wss.on('connection', (ws, request) => {
  const address = addressOf(request);
  const strangers = lobby.get(address) ?? new Set();
  let state: 'stranger' | 'verifying' | 'member' = 'stranger';
  const queue: string[] = [];
  const timer = setTimeout(() => ws.close(4408, 'no credential in time'), 1_000);

  const goIn = (user: string) => {
    clearTimeout(timer);
    strangers.delete(ws);
    room.set(ws, user);
    state = 'member';
    ws.send(JSON.stringify({ type: 'welcome', sub: user }));
  };
  const leave = (code: number, reason: string) => {
    queue.length = 0;
    ws.close(code, reason);
  };
  const take = async (text: string): Promise<void> => {
    const auth = authOf(text);
    const known = room.get(ws);
    if (auth === undefined && known === undefined) return leave(4401, 'say who you are first');
    if (auth === undefined) {
      for (const [member] of room) member.send(JSON.stringify({ from: known, text }));
      return;
    }
    state = 'verifying';
    try {
      const user = await verify(auth);
      if (ws.readyState !== WebSocket.OPEN) return;
      if (known !== undefined && known !== user) return leave(4403, 'you are somebody else');
      goIn(user);
    } catch {
      return leave(4401, 'not a good token');
    }
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await take(next);
  };

  ws.on('error', () => undefined);
  ws.on('close', () => {
    clearTimeout(timer);
    strangers.delete(ws);
    if (strangers.size === 0 && lobby.get(address) === strangers) lobby.delete(address);
    room.delete(ws);
  });
  ws.on('message', (data) => {
    if (ws.readyState !== WebSocket.OPEN) return;
    if (state !== 'verifying') void take(String(data));
    else if (queue.length === 16) leave(4429, 'too much at once');
    else queue.push(String(data));
  });

  const user = users.get(request);
  if (user !== undefined) return goIn(user);
  lobby.set(address, strangers.add(ws));
});

function tokensOf(request: IncomingMessage): string[] {
  const found = new Set<string>();
  for (const header of request.headersDistinct['authorization'] ?? []) found.add(header.replace(/^bearer +/i, ''));
  for (const offered of request.headers['sec-websocket-protocol']?.split(',') ?? []) {
    if (offered.trim().startsWith('bearer.')) found.add(offered.trim().slice(7));
  }
  return [...found];
}

function addressOf(request: IncomingMessage): string {
  return String(request.socket.remoteAddress);
}

function authOf(text: string): string | undefined {
  if (!text.includes('"auth"')) return undefined;
  try {
    const { type, token } = JSON.parse(text) ?? {};
    return type === 'auth' ? (typeof token === 'string' ? token : '') : undefined;
  } catch {
    return undefined;
  }
}

server.listen(Number(process.env.PORT ?? 8080), '::');
