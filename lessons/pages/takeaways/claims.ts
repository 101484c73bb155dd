import {
  advance,
  answered,
  barrier,
  browser,
  closed,
  closedWith,
  connect,
  cookie,
  defineClaims,
  fill,
  handshake,
  hex,
  json,
  neverReceived,
  node,
  opened,
  raw,
  received,
  refused,
  request,
  requested,
  responded,
  scriptSees,
  send,
  sendBytes,
  server,
  stillOpen,
  text,
  token,
  until,
} from 'handshake/check';

/** The solution of a step, over its own template. */
const solved = (template: string, step: string) => ({ template, layer: `../../steps/${step}/solution` });
const forged = { signedBy: 'attacker' } as const;
const bearer = (claims: Parameters<typeof token>[0], options = {}) => ({
  headers: { authorization: token.bearer(claims, options) },
});
const board = (claims: Parameters<typeof token>[0], options = {}) => ({
  subprotocols: ['board', token.subprotocol({ sub: 'ann', rooms: ['lobby'], ...claims }, options)],
});
const live = (claims: Parameters<typeof token>[0]) => ({
  subprotocols: ['live', token.subprotocol({ sub: 'ann', ...claims })],
});

export default defineClaims({
  'proof-before-service': {
    says: 'A credential may come with the handshake or with the first message; before it has held, nothing is served and nothing is obeyed.',
    verdict: 'corrected',
    cites: ['RFC 6455 §10.5', 'OWASP WebSocket Security Cheat Sheet'],
    experiment: {
      ...solved('bearer-token', '03-passing-credentials'),
      script: [
        connect('program', node('/', bearer({ sub: 'ann' }))),
        until('program', received({ type: 'welcome' })),
        connect('page', browser('/')),
        send('page', json({ type: 'auth', token: token({ sub: 'bob' }) })),
        until('page', received({ type: 'welcome' })),
        connect('eve', browser('/')),
        send('page', 'for members only'),
        until('program', received({ from: 'bob' })),
        send('eve', 'let me speak'),
        until('eve', closed()),
        barrier('program'),
      ],
      expect: [
        received('program', { from: 'bob', text: 'for members only' }),
        neverReceived('eve', 'members'),
        closedWith('eve', 4401),
        neverReceived('program', 'let me speak'),
      ],
    },
  },
  'pages-have-no-headers': {
    says: 'A program sends `Authorization` with its handshake, and a page cannot.',
    verdict: 'corrected',
    cites: ['WHATWG WebSockets, the constructor `new WebSocket(url, protocols)`'],
    experiment: {
      ...solved('rs256-token', '04-verifying-in-the-handshake'),
      script: [
        connect('program', node('/', bearer({ sub: 'ann' }, { alg: 'RS256' }))),
        until('program', received('hello')),
        connect('page', browser('/')),
        until('page', closed()),
      ],
      expect: [
        received('program', /^hello ann$/),
        requested('page', { headers: { authorization: null } }),
        refused('page', 401),
      ],
    },
  },
  'decoding-is-reading': {
    says: 'An edited token can be decoded like any other, and only verification refuses it.',
    verdict: 'sharpened',
    cites: ['RFC 8725 §3.1', 'RFC 8725 §3.8', 'RFC 8725 §3.9'],
    experiment: {
      ...solved('cookie-session', '02-authentication-in-web-apps'),
      script: [
        request('ann', 'GET', '/me', bearer({ sub: 'ann' })),
        request('mallory', 'GET', '/me', bearer({ sub: 'ann' }, { tamper: { sub: 'admin' } })),
        request('late', 'GET', '/me', bearer({ sub: 'ann', exp: '-1m' })),
        request('elsewhere', 'GET', '/me', bearer({ sub: 'ann', aud: 'billing' })),
      ],
      expect: [
        answered('ann', 200, { body: { sub: 'ann' } }),
        answered('mallory', 401),
        answered('late', 401),
        answered('elsewhere', 401),
      ],
    },
  },
  'no-that-is-read': {
    says: 'A page reads a close code and its reason, and of an HTTP refusal nothing but 1006.',
    verdict: 'sharpened',
    cites: ['RFC 6455 §7.1.5', 'WHATWG WebSockets, warning on failure information'],
    experiment: {
      ...solved('room-board', '05-handling-failures'),
      script: [
        connect('eve', browser('/lobby', board({}, forged))),
        until('eve', closed()),
        connect('ann', browser('/lobby', board({ exp: '-1m' }))),
        until('ann', closed()),
        connect('bob', browser('/garden', board({ sub: 'bob' }))),
        until('bob', closed()),
      ],
      expect: [
        refused('eve', 401),
        scriptSees('eve', 'error', 'close 1006'),
        scriptSees('ann', 'open', 'close 4401 token expired'),
        closedWith('bob', 4403),
      ],
    },
  },
  'ends-with-the-token': {
    says: 'With a timer the connection is closed at `exp`; the old token is refused then, and a fresh one lets its owner in again.',
    verdict: 'kept',
    cites: ['OWASP WebSocket Security Cheat Sheet'],
    experiment: {
      ...solved('refresh-session', '06-refreshing-tokens'),
      clock: true,
      script: [
        connect('ann', browser('/', { subprotocols: ['live', token.subprotocol({ sub: 'ann' }, { name: 'first' })] })),
        until('ann', opened()),
        advance('61s'),
        until('ann', closed()),
        connect('late', node('/', { subprotocols: ['live', token.subprotocol({ sub: 'ann' }, { name: 'first' })] })),
        until('late', responded()),
        connect('again', browser('/', live({}))),
        until('again', opened()),
        barrier('again'),
      ],
      expect: [closedWith('ann', 4401), refused('late', 401), stillOpen('again')],
    },
  },
  'origin-exactly': {
    says: 'A page on another port sends the user’s cookie, and an exact comparison of the Origin refuses it.',
    verdict: 'sharpened',
    cites: ['RFC 6455 §10.2', 'CWE-1385'],
    experiment: {
      ...solved('one-time-ticket', '07-securing-against-attacks'),
      clock: true,
      script: [
        request('ann', 'POST', '/login', {
          page: server.origin,
          body: json({ user: 'ann', password: 'pw-ann' }),
        }),
        connect('own', browser('/', { jar: 'ann' })),
        until('own', received('secret')),
        connect('neighbour', browser('/', { jar: 'ann', page: 'http://localhost:9999' })),
        connect(
          'look-alike',
          node('/', {
            origin: text`${server.origin}.evil.example`,
            headers: { cookie: text`__Host-session=${cookie('ann', '__Host-session')}` },
          }),
        ),
        until('look-alike', responded()),
      ],
      expect: [
        received('own', 'secret of ann'),
        requested('neighbour', { headers: { cookie: /__Host-session=/ } }),
        refused('neighbour', 403),
        refused('look-alike', 403),
      ],
    },
  },
  'alive-after-attack': {
    says: 'A bad frame, a message that is too large and an unknown path cost their senders the connection, and nobody else.',
    verdict: 'kept',
    cites: ['RFC 6455 §5.1', 'RFC 6455 §7.4.1'],
    experiment: {
      ...solved('bare-ws', '01-websocket-basics'),
      script: [
        connect('ann', node('/chat')),
        connect('bob', node('/chat')),
        connect('lost', node('/nowhere')),
        connect('mallory', raw(handshake('/chat'))),
        until('mallory', opened()),
        sendBytes('mallory', hex('81 02 68 69')),
        until('mallory', closed()),
        connect('eve', node('/chat')),
        send('eve', fill(5000)),
        until('eve', closed()),
        send('ann', 'still here'),
        until('bob', received('still here')),
      ],
      expect: [
        refused('lost', 404),
        closedWith('mallory', 1002),
        closedWith('eve', 1009),
        received('bob', 'still here'),
        stillOpen('ann'),
      ],
    },
  },
});
