import { createServer } from 'node:http';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { verify } from './tokens.ts';

const held = new Map<string, number>();
const guests = new Set<Guest>();

/** One connection: its messages are handled strictly one after another, each waiting for the one before it. */
class Guest {
  user: string | undefined;
  #line: Promise<void> = Promise.resolve();
  #inLine = 0;
  #ws: WebSocket;
  #onProof: () => void;

  constructor(ws: WebSocket, onProof: () => void) {
    this.#ws = ws;
    this.#onProof = onProof;
    ws.on('message', (data) => this.#enqueue(data));
  }

  admit(user: string): void {
    this.user = user;
    this.#onProof();
    this.say({ type: 'welcome', sub: user });
  }

  say(message: object): void {
    if (this.#ws.readyState === WebSocket.OPEN) this.#ws.send(JSON.stringify(message));
  }

  #enqueue(data: RawData): void {
    // the one that is being handled does not wait
    if (this.#inLine > 16) {
      this.#ws.close(4429);
      return;
    }
    this.#inLine += 1;
    this.#line = this.#line.then(async () => {
      if (this.#ws.readyState === WebSocket.OPEN) await this.#handle(data.toString());
      this.#inLine -= 1;
    });
  }

  async #handle(text: string): Promise<void> {
    const message = parse(text);
    if (message?.type === 'auth') {
      const user = typeof message.token === 'string' ? await verify(message.token).catch(() => undefined) : undefined;
      if (this.#ws.readyState !== WebSocket.OPEN) return;
      if (!user) this.#ws.close(4401);
      else if (this.user && this.user !== user) this.#ws.close(4403);
      else this.admit(user);
    } else if (this.user) {
      for (const guest of guests) if (guest.user) guest.say({ from: this.user, text });
    } else {
      this.#ws.close(4401);
    }
  }
}

function parse(text: string): { type?: unknown; token?: unknown } | undefined {
  try {
    const value = JSON.parse(text);
    return value !== null && typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}

const wss = new WebSocketServer({
  noServer: true,
  maxPayload: 8192,
  handleProtocols: (offered) => [...offered].find((one) => one === 'chat') ?? false,
});
const server = createServer((_, response) => response.writeHead(426, { Upgrade: 'websocket' }).end());

server.on('upgrade', async (request, socket, head) => {
  const answer = (status: string, field = 'Content-Length: 0') => {
    socket.once('finish', () => socket.destroy());
    socket.end(`HTTP/1.1 ${status}\r\n${field}\r\nConnection: close\r\n\r\n`);
  };
  socket.on('error', () => socket.destroy());
  const offered = request.headers['sec-websocket-protocol']?.split(/\s*,\s*/) ?? [];
  const bearers = offered.filter((one) => one.startsWith('bearer.')).map((one) => one.replace('bearer.', 'Bearer '));
  const credentials = [...new Set([...(request.headersDistinct['authorization'] ?? []), ...bearers])];
  if (credentials.length > 1) return answer('400 Bad Request');
  let user: string | undefined;
  if (credentials[0] !== undefined) {
    try {
      user = await verify(/^Bearer +(\S+)$/i.exec(credentials[0])?.[1] ?? '');
    } catch {
      return answer('401 Unauthorized', 'WWW-Authenticate: Bearer realm="room", error="invalid_token"');
    }
  }
  const from = request.socket.remoteAddress ?? 'nowhere';
  const count = held.get(from) ?? 0;
  if (user === undefined && count >= 50) return answer('429 Too Many Requests', 'Retry-After: 2');

  wss.handleUpgrade(request, socket, head, (ws) => {
    let isHeld = user === undefined;
    const release = () => {
      clearTimeout(deadline);
      if (isHeld) held.set(from, (held.get(from) ?? 1) - 1);
      isHeld = false;
    };
    const deadline = setTimeout(() => ws.close(4408), 1000);
    if (isHeld) held.set(from, count + 1);
    const guest = new Guest(ws, release);
    guests.add(guest);
    ws.on('error', () => {});
    ws.on('close', () => {
      release();
      guests.delete(guest);
    });
    if (user !== undefined) guest.admit(user);
  });
});

server.listen(Number(process.env.PORT ?? 8080), '::');
