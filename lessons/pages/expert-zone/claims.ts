import {
  advance,
  answer,
  answered,
  closed,
  closedWith,
  connect,
  defineClaims,
  ended,
  halfHead,
  node,
  opened,
  raw,
  received,
  receivedInOrder,
  refused,
  repeat,
  request,
  responded,
  sendTogether,
  server,
  text,
  token,
  until,
} from 'handshake/check';

const experiment = { template: 'bearer-token', layer: 'server' } as const;
const shows = (path: string, claims: Parameters<typeof token>[0] = {}) =>
  node(path, { headers: { authorization: token.bearer({ sub: 'ann', ...claims }) } });
const session = { headers: { authorization: text`Bearer ${answer('ann', 'session')}` } };

export default defineClaims({
  'waiting-is-free': {
    says: 'Checks that wait for an answer overlap, ten of ten at the same time; checks that compute are done one by one.',
    verdict: 'sharpened',
    experiment: {
      ...experiment,
      entry: 'at-once.ts',
      script: [
        repeat(10, { parallel: 10 }, connect('patient', node('/waiting'))),
        repeat(10, { parallel: 10 }, connect('busy', node('/computing'))),
        request('ann', 'GET', '/most'),
      ],
      expect: [opened('patient'), opened('busy'), answered('ann', 200, { body: { waiting: 10, computing: 1 } })],
    },
    measurement: {
      versions: { node: '24.21.0', ws: '8.23.0' },
      command: '60 handshakes at once, each with a check of 50 ms, until the last of them is open',
      result: 'checks that wait: 146 ms; checks that block: 3,160 ms',
    },
  },
  'own-deadline': {
    says: 'None of Node’s time-outs ends a handshake whose check hangs; the server needs a timer of its own.',
    verdict: 'kept',
    cites: ['Node.js documentation, http: server.headersTimeout and server.requestTimeout'],
    experiment: {
      ...experiment,
      entry: 'patience.ts',
      script: [
        connect('half', raw(halfHead('GET / HTTP/1.1', text`Host: ${server.host}`))),
        connect('hanging', node('/'), { pending: true }),
        connect('timed', node('/timed')),
        until('half', ended()),
        until('hanging', responded(), { within: '6s' }),
      ],
      expect: [refused('half', 408), refused('timed', 503), refused('hanging', 401)],
    },
  },
  'state-takes-back': {
    says: 'A check may look things up: a session id is good while the server knows it, and worthless in the moment of the log-out.',
    verdict: 'corrected',
    experiment: {
      ...experiment,
      entry: 'sessions.ts',
      script: [
        request('ann', 'POST', '/login'),
        connect('before', node('/', session)),
        until('before', received('hello ann')),
        request('ann', 'POST', '/logout', session),
        connect('after', node('/', session)),
      ],
      expect: [received('before', 'hello ann'), answered('ann', 204), refused('after', 401)],
    },
  },
  'reconnecting-needs-nothing': {
    says: 'To come back with a fresh token needs no protocol of one’s own: the close code says why, and the handshake is there already.',
    verdict: 'sharpened',
    experiment: {
      ...experiment,
      entry: 'refreshing.ts',
      clock: true,
      script: [
        connect('ann', shows('/queued', { exp: '5s' })),
        until('ann', received({ type: 'holding' })),
        advance('6s'),
        until('ann', closed()),
        connect('again', shows('/queued', { exp: '5s' })),
        until('again', received({ type: 'holding' })),
      ],
      expect: [closedWith('ann', 4401, { reason: 'token expired' }), opened('again')],
    },
  },
  'older-one-stays': {
    says: 'Two refreshes that are looked up side by side may end in the other order, and the older token stays; in a queue the newer one does.',
    verdict: 'sharpened',
    experiment: {
      ...experiment,
      entry: 'refreshing.ts',
      script: ['racing', 'queued'].flatMap((way) => [
        connect(way, shows(`/${way}`)),
        until(way, received({ type: 'holding' })),
        sendTogether(way, token({ sub: 'ann', version: 'older' }), token({ sub: 'ann', version: 'newer' })),
        until(way, received({ version: 'newer' })),
        until(way, received({ version: 'older' })),
      ]),
      expect: [
        receivedInOrder('racing', { version: 'newer' }, { version: 'older' }),
        receivedInOrder('queued', { version: 'older' }, { version: 'newer' }),
      ],
    },
  },
  'no-header-is-held-back': {
    says: 'FastAPI holds no header field back; an endpoint that is declared for plain HTTP, such as `HTTPBearer`, is what fails.',
    verdict: 'corrected',
    cites: [
      'FastAPI documentation, WebSockets: Using Depends and others',
      'https://github.com/fastapi/fastapi/issues/2031',
    ],
    measurement: {
      versions: { FastAPI: '0.92.0 and 0.142.2', uvicorn: '0.17.6 and 0.54.0' },
      command:
        'websocket.headers, Header(), Cookie(), Depends with HTTPConnection, and Depends(HTTPBearer()), each in an endpoint',
      result:
        'The first four hold what was sent, on 5 of 5 stacks; `HTTPBearer` raises TypeError (it asks for a Request), and the client gets a 500.',
    },
  },
  'status-since-2024': {
    says: 'FastAPI can answer a handshake with a status of your choice since version 0.110.1; before, `HTTPException(401)` came out as 500.',
    verdict: 'sharpened',
    cites: ['ASGI, WebSocket Denial Response', 'Starlette release notes, 0.37.0'],
    measurement: {
      versions: { FastAPI: '0.92.0 and 0.142.2', Starlette: '0.26.1 and 1.7.0', uvicorn: '0.17.6 and 0.54.0' },
      command: 'raise HTTPException(401, headers={"WWW-Authenticate": …}) before accept()',
      result: 'old stack: HTTP/1.1 500; new stack: HTTP/1.1 401 with the field and a JSON body',
    },
  },
  'proof-of-the-handshake': {
    says: 'A DPoP proof is made for one HTTP request, with its method and address: it covers the handshake and no message after it.',
    verdict: 'sharpened',
    cites: ['RFC 9449 §4.2', 'RFC 9449 §7'],
  },
});
