import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { decodeJwt } from 'jose';
import { WebSocketServer } from 'ws';
import { readJson, sendJson } from './json.ts';
import { signToken } from './tokens.ts';
import { passwordIsRight } from './users.ts';

type Caller = { via: 'bearer' | 'cookie'; sub: string };

const server = createServer(async (request, response) => {
  const path = request.url?.split('?')[0];
  if (request.method === 'POST' && path === '/login') return logIn(request, response);
  if (request.method !== 'GET' || path !== '/me') return sendJson(response, 404, {});

  const caller = whoIsAsking(request);
  if (caller === 'nobody') return sendJson(response, 401, {});
  sendJson(response, 200, caller);
});

async function logIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { user, password } = (await readJson(request)) ?? {};
  if (!passwordIsRight(user, password)) return sendJson(response, 401, {});
  const token = await signToken(user);
  sendJson(response, 200, { access_token: token }, { 'Set-Cookie': `session=${token}` });
}

/** The caller, or `nobody` without a credential. A bearer token goes before a cookie. */
function whoIsAsking(request: IncomingMessage): Caller | 'nobody' {
  const bearer = request.headers.authorization?.slice('Bearer '.length);
  const token = bearer ?? cookie(request, 'session');
  if (token === undefined) return 'nobody';
  const { sub } = decodeJwt(token);
  return { via: bearer === undefined ? 'cookie' : 'bearer', sub: String(sub) };
}

function cookie(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

const wss = new WebSocketServer({ noServer: true });

server.on('upgrade', (request, socket, head) => {
  if (request.url?.split('?')[0] !== '/whoami') {
    socket.destroy();
    return;
  }
  const caller = whoIsAsking(request);
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.send(JSON.stringify(caller === 'nobody' ? { via: 'none' } : caller));
    ws.close(1000);
  });
});

server.listen(Number(process.env.PORT ?? 8080), '::');
