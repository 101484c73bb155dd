import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { jwtVerify } from 'jose';
import { WebSocketServer } from 'ws';
import { readJson, sendJson } from './json.ts';
import { audience, issuer, secret, signToken } from './tokens.ts';
import { passwordIsRight } from './users.ts';

type Caller = { via: 'bearer' | 'cookie'; sub: string };

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    console.error(error);
    response.destroy();
  });
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.split('?')[0];
  if (request.method === 'POST' && path === '/login') return logIn(request, response);
  if (request.method !== 'GET' || path !== '/me') return sendJson(response, 404, {});

  const caller = await whoIsAsking(request);
  if (caller === 'nobody') return sendJson(response, 401, {}, { 'WWW-Authenticate': 'Bearer' });
  if (caller === 'forger') return sendJson(response, 401, {}, { 'WWW-Authenticate': 'Bearer error="invalid_token"' });
  sendJson(response, 200, caller);
}

async function logIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { user, password } = (await readJson(request)) ?? {};
  if (!passwordIsRight(user, password)) return sendJson(response, 401, {}, { 'WWW-Authenticate': 'Bearer' });
  const token = await signToken(user);
  sendJson(
    response,
    200,
    { access_token: token },
    {
      'Set-Cookie': `__Host-session=${token}; Path=/; Secure; HttpOnly; SameSite=Lax`,
      'Cache-Control': 'no-store',
    },
  );
}

/** The caller, `nobody` without a credential, `forger` with one that does not hold. A bearer token goes before a cookie. */
async function whoIsAsking(request: IncomingMessage): Promise<Caller | 'nobody' | 'forger'> {
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const via = request.headers.authorization === undefined ? 'cookie' : 'bearer';
  const token = via === 'bearer' ? (bearer ?? '') : cookie(request, '__Host-session');
  if (token === undefined) return 'nobody';
  try {
    const { payload } = await jwtVerify(token, secret, {
      algorithms: ['HS256'],
      issuer,
      audience,
      requiredClaims: ['sub', 'exp'],
    });
    return payload.sub ? { via, sub: payload.sub } : 'forger'; // an empty name is nobody's
  } catch {
    return 'forger';
  }
}

function cookie(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

const wss = new WebSocketServer({ noServer: true, maxPayload: 4096 });

server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  introduce(request, socket, head).catch((error) => {
    console.error(error);
    socket.destroy();
  });
});

async function introduce(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
  if (request.url?.split('?')[0] !== '/whoami') return refuse(socket, '404 Not Found');
  const caller = await whoIsAsking(request);
  wss.handleUpgrade(request, socket, head, (ws) => {
    ws.on('error', (error) => console.warn(error.message));
    ws.send(JSON.stringify(typeof caller === 'string' ? { via: 'none' } : caller));
    ws.close(1000);
  });
}

function refuse(socket: Duplex, status: string): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

server.listen(Number(process.env.PORT ?? 8080), '::');
