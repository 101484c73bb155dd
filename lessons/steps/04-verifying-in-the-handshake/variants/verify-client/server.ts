import { createServer, type IncomingMessage } from 'node:http';
import { importSPKI, jwtVerify } from 'jose';
import { WebSocketServer } from 'ws';
import { isRevoked } from './revoked.ts';
import { audience, issuer, publicKeyPem } from './tokens.ts';

// The key and its algorithm are chosen here, once, before any token has been seen.
const issuerKey = await importSPKI(publicKeyPem, 'RS256');

const server = createServer((_request, response) => {
  response.writeHead(426, { Connection: 'Upgrade', Upgrade: 'websocket' }).end();
});
const users = new WeakMap<IncomingMessage, string>();
const wss = new WebSocketServer({
  server,
  path: '/',
  maxPayload: 4096,
  verifyClient: ({ req }, decide) => {
    admit(req).then(
      (challenge) => decide(challenge === undefined, 401, undefined, { 'WWW-Authenticate': challenge ?? '' }),
      () => decide(false, 500),
    );
  },
});

wss.on('connection', (ws, request) => {
  ws.on('error', (error) => console.warn(error.message));
  ws.send(`hello ${users.get(request)}`);
});

/** Undefined where the request may come in, else the challenge to refuse it with. */
async function admit(request: IncomingMessage): Promise<string | undefined> {
  // 1 read the credential
  const [, query] = (request.url ?? '').split('?', 2);
  const shown = new URLSearchParams(query).getAll('token');
  const { authorization } = request.headers;
  if (authorization !== undefined) shown.push(/^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '');
  const [token] = shown;
  if (token === undefined) return 'Bearer';

  // 2 verify it
  const sub = shown.length === 1 ? await verifiedUser(token) : undefined;

  // 3 decide
  if (!sub) return 'Bearer error="invalid_token"';

  // 4 bind the identity
  users.set(request, sub);
  return undefined;
}

/** Who the token was issued to; undefined for every token that does not hold. */
async function verifiedUser(token: string): Promise<string | undefined> {
  try {
    const { payload } = await jwtVerify(token, issuerKey, {
      algorithms: ['RS256'],
      issuer,
      audience,
      requiredClaims: ['sub', 'exp', 'jti'],
    });
    return (await isRevoked(String(payload.jti))) ? undefined : payload.sub;
  } catch {
    return undefined;
  }
}

server.listen(Number(process.env.PORT ?? 8080), '::');
