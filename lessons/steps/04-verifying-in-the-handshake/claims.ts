import {
  browser,
  closed,
  connect,
  defineClaims,
  drop,
  handshake,
  node,
  notAlive,
  opened,
  raw,
  received,
  refused,
  requested,
  responded,
  text,
  token,
  until,
} from 'handshake/check';

type Claims = Parameters<typeof token>[0];

const withHeader = (claims: Claims, options: Parameters<typeof token>[1] = {}) =>
  node('/', {
    headers: { authorization: text`Bearer ${token({ sub: 'ann', ...claims }, { alg: 'RS256', ...options })}` },
  });

/** Verifies, and asks no list. */
const NO_LIST = `import { createServer } from 'node:http';
import { importSPKI, jwtVerify } from 'jose';
import { WebSocketServer } from 'ws';
import { audience, issuer, publicKeyPem } from './tokens.ts';

const key = await importSPKI(publicKeyPem, 'RS256');
const server = createServer();
const wss = new WebSocketServer({ noServer: true });
server.on('upgrade', async (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  try {
    const token = request.headers.authorization?.slice(7) ?? '';
    const { payload } = await jwtVerify(token, key, { algorithms: ['RS256'], issuer, audience, requiredClaims: ['exp'] });
    wss.handleUpgrade(request, socket, head, (ws) => ws.send(\`hello \${payload.sub}\`));
  } catch {
    socket.end('HTTP/1.1 401 Unauthorized\\r\\nConnection: close\\r\\n\\r\\n');
  }
});
server.listen(Number(process.env.PORT ?? 8080), '::');
`;

/** Waits as a look-up would, and does not listen to the socket. */
const NOBODY_LISTENS = `import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

const server = createServer();
server.on('upgrade', async (_request, socket) => {
  await wait(300);
  socket.end('HTTP/1.1 401 Unauthorized\\r\\nConnection: close\\r\\n\\r\\n');
});
server.listen(Number(process.env.PORT ?? 8080), '::');
`;

export default defineClaims({
  'fastapi-reads-headers': {
    says: 'FastAPI hands all header fields of a handshake to a WebSocket endpoint.',
    verdict: 'corrected',
    cites: ['FastAPI documentation, WebSockets: Using Depends and others', 'RFC 6455 §4.1'],
    measurement: {
      versions: { FastAPI: '0.92.0 and 0.142.2', uvicorn: '0.17.6 and 0.54.0, with websockets, wsproto and sansio' },
      command:
        'A handshake with Authorization, Cookie and X-API-Key, against headers.get(), Header(), Cookie() and Depends',
      result: 'All of them hold what was sent, on 5 of 5 stacks: "Bearer abc123", "s3ss", "k9".',
    },
  },
  'page-cannot-send': {
    says: 'A page cannot put `Authorization` into its handshake, a program can.',
    verdict: 'corrected',
    cites: ['WHATWG WebSockets, the constructor `new WebSocket(url, protocols)`'],
    experiment: {
      template: 'rs256-token',
      layer: 'solution',
      script: [
        connect('page', browser('/')),
        until('page', responded()),
        connect('program', withHeader({})),
        until('program', received('hello')),
      ],
      expect: [
        requested('page', { headers: { authorization: null } }),
        refused('page', 401),
        requested('program', { headers: { authorization: /^Bearer / } }),
        received('program', 'hello ann'),
      ],
    },
  },
  'http-bearer-is-500': {
    says: 'In a WebSocket endpoint `Depends(HTTPBearer())` fails with HTTP 500.',
    verdict: 'sharpened',
    cites: ['FastAPI issue 2031', 'FastAPI issue 2587'],
    measurement: {
      versions: { FastAPI: '0.92.0 and 0.142.2' },
      command: 'A handshake with Authorization: Bearer abc123, against an endpoint with Depends(HTTPBearer())',
      result: "HTTP/1.1 500; TypeError: HTTPBearer.__call__() missing 1 required positional argument: 'request'",
    },
  },
  'public-key-verifies': {
    says: 'A server that takes the bytes of its public key as an HMAC secret accepts what anybody signs with them.',
    verdict: 'kept',
    cites: ['RFC 8725 §2.1', 'RFC 8725 §3.1'],
    experiment: {
      template: 'rs256-token',
      layer: 'exercise',
      script: [
        connect('mallory', withHeader({ sub: 'admin' }, { alg: 'HS256-with-public-key' })),
        until('mallory', received('hello')),
      ],
      expect: [opened('mallory'), received('mallory', 'hello admin')],
    },
  },
  'token-brings-its-key': {
    says: 'A server that verifies with the key in the token’s header accepts any token.',
    verdict: 'kept',
    cites: ['RFC 7515 §4.1.3', 'RFC 8725 §3.10'],
    experiment: {
      template: 'rs256-token',
      layer: 'exercise',
      script: [
        connect('mallory', withHeader({ sub: 'admin' }, { signedBy: 'attacker', embedKey: true })),
        until('mallory', received('hello')),
      ],
      expect: [opened('mallory'), received('mallory', 'hello admin')],
    },
  },
  'revoked-looks-good': {
    says: 'A token that was taken back verifies like any other; only a list knows.',
    verdict: 'sharpened',
    cites: ['RFC 7519 §4.1.7'],
    experiment: {
      template: 'rs256-token',
      files: { 'server.ts': NO_LIST },
      script: [connect('thief', withHeader({ jti: 'lost-laptop' })), until('thief', received('hello'))],
      expect: [received('thief', 'hello ann')],
    },
  },
  'two-spellings': {
    says: 'A token whose signature is spelled with other unused bits verifies as well.',
    verdict: 'kept',
    cites: ['RFC 4648 §3.5'],
    experiment: {
      template: 'rs256-token',
      files: { 'server.ts': NO_LIST },
      script: [
        connect('ann', withHeader({}, { name: 'one' })),
        until('ann', received('hello')),
        connect('again', withHeader({}, { name: 'one', respelled: true })),
        until('again', received('hello')),
      ],
      expect: [received('ann', 'hello ann'), received('again', 'hello ann')],
    },
  },
  'reset-ends-it': {
    says: 'A client that resets the connection while an `upgrade` handler waits ends a server that does not listen to the socket’s errors.',
    verdict: 'kept',
    cites: ['Node.js documentation, http: the upgrade event'],
    experiment: {
      template: 'rs256-token',
      files: { 'server.ts': NOBODY_LISTENS },
      script: [
        connect('mallory', raw(handshake('/')), { pending: true }),
        drop('mallory'),
        connect('ann', node('/')),
        until('ann', closed()),
      ],
      expect: [notAlive()],
    },
  },
  'query-in-logs': {
    says: 'TLS hides the query of a handshake on the wire, and not in the logs of servers and proxies.',
    verdict: 'sharpened',
    cites: ['RFC 6750 §5.3', 'RFC 9700 §4.3.2'],
    measurement: {
      versions: { nginx: '1.22.1', uvicorn: '0.54.0' },
      command: 'GET /?token=Q1 with Upgrade, over wss through nginx, and to uvicorn; a tap on the wire',
      result:
        'On the wire: the host’s name only. nginx: "GET /?token=Q1 HTTP/1.1" 101. uvicorn: "WebSocket /?token=Q1" [accepted].',
    },
  },
});
