import {
  advance,
  answered,
  browser,
  closed,
  closedWith,
  connect,
  defineClaims,
  handshake,
  json,
  opened,
  ping,
  raw,
  received,
  receivedInOrder,
  request,
  responded,
  send,
  sendTogether,
  stillOpen,
  token,
  until,
} from 'handshake/check';

type Claims = Parameters<typeof token>[0];

const page = (name: string, claims: Claims = {}, options: Parameters<typeof token>[1] = {}) =>
  connect(name, browser('/', { subprotocols: ['live', token.subprotocol({ sub: 'ann', ...claims }, options)] }));
const refresh = (claims: Claims) => json({ type: 'refresh', token: token({ sub: 'ann', ...claims }) });
const transfer = json({ type: 'transfer' });
const whoAmI = json({ type: 'who-am-i' });
const logOut = request('ann', 'POST', '/logout', {
  headers: { authorization: token.bearer({ sub: 'ann' }, { name: 'session' }) },
});

export default defineClaims({
  'nothing-at-exp': {
    says: 'When a token expires on an open connection, nothing happens by itself.',
    verdict: 'corrected',
    cites: ['OWASP WebSocket Security Cheat Sheet, session management'],
    experiment: {
      template: 'refresh-session',
      layer: 'exercise',
      clock: true,
      script: [
        page('ann', { exp: '5s' }),
        until('ann', opened()),
        advance('1h'),
        send('ann', whoAmI),
        until('ann', received({ type: 'you-are' })),
      ],
      expect: [received('ann', { type: 'you-are', sub: 'ann' }), stillOpen('ann')],
    },
    measurement: {
      versions: { FastAPI: '0.92.0 and 0.142.2', ws: '8.23.0' },
      command: 'Token with exp in 2 s, message at 3.2 s, without any timer in the server',
      result: 'Answered 1.4 to 2.8 s after exp on five FastAPI stacks and on ws; a new handshake with the token: 403.',
    },
  },
  'ping-is-no-proof': {
    says: 'Ping and pong do not renew anything: a connection that pings is closed at `exp` like any other.',
    verdict: 'kept',
    cites: ['RFC 6455 §5.5.2'],
    experiment: {
      template: 'refresh-session',
      layer: 'solution',
      clock: true,
      script: [
        connect('ann', raw(handshake('/', { subprotocols: ['live', token.subprotocol({ sub: 'ann', exp: '3s' })] }))),
        until('ann', opened()),
        ping('ann'),
        advance('5s'),
        until('ann', closed()),
      ],
      expect: [closedWith('ann', 4401, { after: '3s', tolerance: '1.5s' })],
    },
  },
  'timers-overflow': {
    says: 'A timer of more than 2³¹ − 1 ms fires at once.',
    verdict: 'kept',
    cites: ['Node.js documentation, setTimeout', 'HTML Standard, timers'],
    experiment: {
      template: 'refresh-session',
      layer: 'mutants/timer-of-any-length',
      clock: true,
      script: [page('ann', { exp: '30d' }), until('ann', closed())],
      expect: [opened('ann'), closedWith('ann', 4401, { reason: 'token expired', after: '0s' })],
    },
  },
  'milliseconds-verify': {
    says: 'A token whose `exp` counts milliseconds verifies, and lasts for fifty thousand years.',
    verdict: 'kept',
    cites: ['RFC 7519 §2, NumericDate'],
    experiment: {
      template: 'refresh-session',
      layer: 'exercise',
      clock: true,
      script: [page('ann', { exp: 4_102_444_800_000 }), until('ann', opened())],
      expect: [opened('ann')],
    },
  },
  'refresh-takes-over': {
    says: 'A server that takes any valid token for a refresh lets bob’s token take ann’s connection over.',
    verdict: 'kept',
    experiment: {
      template: 'refresh-session',
      layer: 'exercise',
      clock: true,
      script: [
        page('ann', { scope: 'write' }),
        until('ann', opened()),
        send('ann', refresh({ sub: 'bob' })),
        until('ann', received({ type: 'refreshed' })),
        send('ann', transfer),
        until('ann', received({ type: 'done' })),
        request('bob', 'GET', '/transfers', { headers: { authorization: token.bearer({ sub: 'bob' }) } }),
      ],
      expect: [received('ann', { type: 'refreshed', sub: 'bob' }), answered('bob', 200, { body: '["bob"]' })],
    },
  },
  overtakes: {
    says: 'A message right behind a refresh is judged by the old rights, where the handler does not wait.',
    verdict: 'kept',
    experiment: {
      template: 'refresh-session',
      layer: 'exercise',
      clock: true,
      script: [
        page('ann', { scope: 'write' }),
        until('ann', opened()),
        sendTogether('ann', refresh({ scope: 'read' }), transfer),
        until('ann', received({ type: 'refreshed' })),
      ],
      expect: [receivedInOrder('ann', { type: 'done' }, { type: 'refreshed' })],
    },
  },
  'logout-does-nothing': {
    says: 'A log-out over HTTP leaves open connections open and the token good, unless the server does more.',
    verdict: 'kept',
    experiment: {
      template: 'refresh-session',
      layer: 'exercise',
      clock: true,
      script: [
        page('before', {}, { name: 'session' }),
        until('before', opened()),
        logOut,
        page('again', {}, { name: 'session' }),
        until('again', opened()),
        send('before', whoAmI),
        until('before', received({ type: 'you-are' })),
      ],
      expect: [answered('ann', 204), stillOpen('before'), opened('again'), stillOpen('again')],
    },
  },
  'text-has-spellings': {
    says: 'A list of logged-out tokens by their text lets the same token in again in another spelling.',
    verdict: 'kept',
    cites: ['RFC 4648 §3.5'],
    experiment: {
      template: 'refresh-session',
      layer: 'mutants/logout-by-text',
      clock: true,
      script: [
        page('before', {}, { name: 'session' }),
        until('before', opened()),
        logOut,
        until('before', closed()),
        page('again', {}, { name: 'session', respelled: true }),
        until('again', opened()),
      ],
      expect: [closedWith('before', 4401), opened('again'), stillOpen('again')],
    },
  },
  'decided-too-early': {
    says: 'A handshake whose token was checked before a wait opens although its user has logged out during it.',
    verdict: 'kept',
    cites: ['CWE-367'],
    experiment: {
      template: 'refresh-session',
      layer: 'mutants/asks-before-waiting',
      clock: true,
      script: [
        connect(
          'late',
          browser('/', { subprotocols: ['live', token.subprotocol({ sub: 'ann' }, { name: 'session' })] }),
          { pending: true },
        ),
        logOut,
        until('late', responded()),
      ],
      expect: [answered('ann', 204), opened('late'), stillOpen('late')],
    },
  },
  'closing-still-acts': {
    says: 'A client that ignores the Close frame still has its messages handled, where the handler does not ask.',
    verdict: 'kept',
    cites: ['RFC 6455 §5.5.1'],
    experiment: {
      template: 'refresh-session',
      layer: 'mutants/listens-after-closing',
      clock: true,
      script: [
        connect(
          'mallory',
          raw(handshake('/', { subprotocols: ['live', token.subprotocol({ sub: 'eve', scope: 'write', exp: '3s' })] })),
        ),
        until('mallory', opened()),
        advance('3500ms'),
        until('mallory', closed()),
        send('mallory', transfer),
        until('mallory', received({ type: 'done' }), { within: '1s' }),
        request('clerk', 'GET', '/transfers', { headers: { authorization: token.bearer({ sub: 'clerk' }) } }),
      ],
      expect: [closedWith('mallory', 4401), answered('clerk', 200, { body: '["eve"]' })],
    },
  },
});
