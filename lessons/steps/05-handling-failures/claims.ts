import {
  answered,
  browser,
  closed,
  closedWith,
  connect,
  defineClaims,
  handshake,
  node,
  notAlive,
  opened,
  raw,
  refused,
  repeat,
  request,
  responded,
  scriptSees,
  send,
  statuses,
  text,
  token,
  turn,
  until,
} from 'handshake/check';

type Claims = Parameters<typeof token>[0];

const offer = (claims: Claims = {}, options = {}) => [
  'board',
  token.subprotocol({ sub: 'ann', rooms: ['lobby'], ...claims }, options),
];
const forged = offer({}, { signedBy: 'attacker' });

/** Answers each handshake with the status that its path asks for, `/cut` with nothing. */
const STATUSES = `import { createServer } from 'node:http';

const server = createServer();
server.on('upgrade', (request, socket) => {
  socket.on('error', () => socket.destroy());
  const status = request.url?.slice(1) ?? '';
  if (status === 'cut') return socket.destroy();
  socket.once('finish', () => socket.destroy());
  socket.end(\`HTTP/1.1 \${status} X\\r\\nRetry-After: 7\\r\\nLocation: /\\r\\nConnection: close\\r\\nContent-Length: 0\\r\\n\\r\\n\`);
});
server.listen(Number(process.env.PORT ?? 8080), '::');
`;
const kinds = ['401', '403', '404', '429', '503', '302', '200', 'cut'];

/** Checks, waits as a look-up would, and counts. */
const COUNTS_LATE = `import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

const server = createServer();
let badTries = 0;
server.on('upgrade', async (_request, socket) => {
  socket.on('error', () => socket.destroy());
  const status = badTries >= 10 ? 429 : 401;
  if (status === 401) {
    await wait(500);
    badTries += 1;
  }
  socket.once('finish', () => socket.destroy());
  socket.end(\`HTTP/1.1 \${status} X\\r\\nConnection: close\\r\\nContent-Length: 0\\r\\n\\r\\n\`);
});
server.listen(Number(process.env.PORT ?? 8080), '::');
`;

const refusal = (token: string) => `import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const server = createServer();
const wss = new WebSocketServer({ server });
wss.on('connection', (ws) => ws.close(${token}));
server.listen(Number(process.env.PORT ?? 8080), '::');
`;

export default defineClaims({
  'program-reads-status': {
    says: 'A program sees status and header fields of a refused handshake.',
    verdict: 'sharpened',
    cites: ['RFC 6455 §4.1'],
    experiment: {
      template: 'room-board',
      layer: 'solution',
      script: [connect('program', node('/lobby', { subprotocols: ['board'] })), until('program', responded())],
      expect: [refused('program', 401, { headers: { 'www-authenticate': /^Bearer/ } })],
    },
  },
  'page-is-told-1006': {
    says: 'Every handshake that fails is told to a page as `error` and close code 1006, whatever was the matter.',
    verdict: 'corrected',
    cites: ['WHATWG WebSockets, warning on failure information'],
    experiment: {
      template: 'room-board',
      files: { 'server.ts': STATUSES },
      script: kinds.flatMap((kind) => [connect(`page-${kind}`, browser(`/${kind}`)), until(`page-${kind}`, closed())]),
      expect: kinds.map((kind) => scriptSees(`page-${kind}`, 'error', 'close 1006')),
    },
    measurement: {
      versions: { Chromium: '156', Firefox: '153' },
      command: 'new WebSocket(url) against 23 ways to fail: statuses, closed ports, unknown hosts, wrong protocols',
      result: 'One and the same pair of events in each browser: error, then close 1006 "" with wasClean false.',
    },
  },
  'page-reads-close': {
    says: 'A page is told code and reason of a Close frame.',
    verdict: 'kept',
    cites: ['RFC 6455 §7.1.5', 'RFC 6455 §7.1.6'],
    experiment: {
      template: 'room-board',
      layer: 'solution',
      script: [connect('ann', browser('/lobby', { subprotocols: offer({ exp: '-1m' }) })), until('ann', closed())],
      expect: [scriptSees('ann', 'open', 'close 4401 token expired')],
    },
  },
  'close-before-accept': {
    says: 'In FastAPI, `close(1008)` before `accept()` is `HTTP/1.1 403 Forbidden` on the wire, with no code and no reason.',
    verdict: 'corrected',
    cites: ['RFC 6455 §4.2.2', 'Starlette documentation, WebSockets: rejecting the connection'],
    measurement: {
      versions: { FastAPI: '0.92.0 and 0.142.2', Starlette: '0.26.1 and 1.7.0', uvicorn: '0.17.6 and 0.54.0' },
      command: 'GET / with Upgrade, against an endpoint that calls close(code=1008, reason="Unauthorized") and returns',
      result: 'HTTP/1.1 403 Forbidden, Content-Length: 0, then FIN; Chromium and Firefox: error, close 1006 "".',
    },
  },
  'close-without-code': {
    says: 'After `close()` without a code the client is told 1005, and a clean end.',
    verdict: 'kept',
    cites: ['RFC 6455 §7.1.5'],
    experiment: {
      template: 'room-board',
      files: { 'server.ts': refusal('') },
      script: [connect('ann', browser('/')), until('ann', closed())],
      expect: [scriptSees('ann', 'open', 'close 1005')],
    },
  },
  'long-reason-throws': {
    says: 'A close reason of more than 123 bytes throws, and nobody catching it ends the server.',
    verdict: 'kept',
    cites: ['RFC 6455 §5.5'],
    experiment: {
      template: 'room-board',
      files: { 'server.ts': refusal("4401, 'x'.repeat(124)") },
      script: [connect('ann', node('/')), until('ann', closed())],
      expect: [opened('ann'), notAlive()],
    },
  },
  'expiry-comes-last': {
    says: '`jwtVerify` reports an expiry only for a token whose signature, issuer and audience hold.',
    verdict: 'kept',
    cites: ['jose documentation, jwtVerify'],
    experiment: {
      template: 'room-board',
      layer: 'solution',
      script: [
        connect('forged', node('/lobby', { subprotocols: offer({ exp: '-1m' }, { signedBy: 'attacker' }) })),
        until('forged', responded()),
        connect('elsewhere', node('/lobby', { subprotocols: offer({ exp: '-1m', aud: 'billing' }) })),
        until('elsewhere', responded()),
        connect('ann', node('/lobby', { subprotocols: offer({ exp: '-1m' }) })),
        until('ann', closed()),
      ],
      expect: [refused('forged', 401), refused('elsewhere', 401), closedWith('ann', 4401)],
    },
  },
  'still-handled': {
    says: 'After `close()` a message of a client that ignores it is handled as before.',
    verdict: 'corrected',
    cites: ['RFC 6455 §5.5.1', 'ws documentation, closeTimeout: 30000 by default'],
    experiment: {
      template: 'room-board',
      layer: 'mutants/listens-to-everybody',
      script: [
        connect('mallory', raw(handshake('/lobby', { subprotocols: offer({ exp: '-1m' }) }))),
        until('mallory', closed()),
        send('mallory', 'after the end'),
        request('bob', 'GET', '/board', {
          headers: { authorization: token.bearer({ sub: 'bob', rooms: ['lobby'] }) },
        }),
      ],
      expect: [closedWith('mallory', 4401), answered('bob', 200, { body: 'ghost: after the end' })],
    },
  },
  'check-await-count': {
    says: 'A limit of ten that is checked before and counted after an await judges a hundred of a hundred tries.',
    verdict: 'kept',
    experiment: {
      template: 'room-board',
      files: { 'server.ts': COUNTS_LATE },
      script: [
        repeat(
          30,
          { parallel: 30 },
          connect('mallory', node('/lobby', { subprotocols: forged })),
          until('mallory', responded()),
        ),
      ],
      expect: [statuses('mallory', { 401: 30 })],
    },
    measurement: {
      versions: { node: '24.21.0', ws: '8.23.0' },
      command: '100 parallel handshakes with a bad token; check, await 5 ms, count',
      result:
        '401 × 100; with shorter waits 39, 11 or 10, as the timing would have it. With the count before the await, 10 each time.',
    },
  },
  'forwarded-for-is-text': {
    says: 'A limit that is keyed on `X-Forwarded-For` lets a client through who makes up a new address for each try.',
    verdict: 'kept',
    cites: ['RFC 7239 §8.1'],
    experiment: {
      template: 'room-board',
      layer: 'mutants/believes-forwarded-for',
      script: [
        repeat(
          30,
          {},
          connect(
            'mallory',
            node('/lobby', { subprotocols: forged, headers: { 'x-forwarded-for': text`10.0.0.${turn}` } }),
          ),
          until('mallory', responded()),
        ),
      ],
      expect: [statuses('mallory', { 401: 30 })],
    },
  },
});
