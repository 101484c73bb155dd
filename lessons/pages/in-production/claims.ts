import {
  browser,
  closed,
  closedWith,
  connect,
  defineClaims,
  ended,
  handshake,
  hex,
  json,
  node,
  opened,
  raw,
  readCookies,
  received,
  refused,
  repeat,
  request,
  responded,
  scriptSees,
  send,
  sendBytes,
  server,
  statuses,
  stillOpen,
  text,
  token,
  turn,
  until,
  wait,
} from 'handshake/check';

const bank = { template: 'one-time-ticket', layer: '../../steps/07-securing-against-attacks/solution' } as const;
const logIn = request('ann', 'POST', '/login', {
  page: server.origin,
  body: json({ user: 'ann', password: 'pw-ann' }),
});
const deflate = { headers: { 'sec-websocket-extensions': 'permessage-deflate; server_no_context_takeover' } };

/** A compressed text frame of 44 bytes, mask key zero, that inflates to 20,000 letters (RFC 7692 §7.2.1). */
const BOMB = 'c1 a6 00000000 ecc13101000000c2a0aceb5fc21a1e4001000000000000000000000000000000000000f06000';
/** The frame of RFC 7692 §7.2.3.1, “Hello”, masked with zero. */
const HELLO = 'c1 87 00000000 f248cdc9c90700';

export default defineClaims({
  'origin-first': {
    says: 'A foreign Origin is refused before any session is looked up, whatever the cookie holds.',
    verdict: 'kept',
    cites: ['RFC 6455 §10.2', 'OWASP ASVS 5.0, V4.4.2'],
    experiment: {
      ...bank,
      clock: true,
      script: [
        connect(
          'stranger',
          node('/', { origin: 'https://evil.example', headers: { cookie: '__Host-session=made-up' } }),
        ),
        until('stranger', responded()),
        logIn,
        connect('neighbour', browser('/', { jar: 'ann', page: 'http://localhost:9999' })),
        connect('own', browser('/', { jar: 'ann' })),
        until('own', received('secret')),
      ],
      expect: [refused('stranger', 403), refused('neighbour', 403), opened('own')],
    },
  },
  'session-ends-at-once': {
    says: 'A log-out that the server knows of ends the open connections of that user at once, and of nobody else.',
    verdict: 'kept',
    cites: ['OWASP WebSocket Security Cheat Sheet'],
    experiment: {
      template: 'refresh-session',
      layer: '../../steps/06-refreshing-tokens/solution',
      clock: true,
      script: [
        connect('ann', browser('/', { subprotocols: ['live', token.subprotocol({ sub: 'ann' }, { name: 'hers' })] })),
        connect('bob', browser('/', { subprotocols: ['live', token.subprotocol({ sub: 'bob' })] })),
        until('bob', opened()),
        request('ann', 'POST', '/logout', {
          headers: { authorization: token.bearer({ sub: 'ann' }, { name: 'hers' }) },
        }),
        until('ann', closed()),
        connect('again', node('/', { subprotocols: ['live', token.subprotocol({ sub: 'ann' }, { name: 'hers' })] })),
        until('again', responded()),
      ],
      expect: [closedWith('ann', 4401), stillOpen('bob'), refused('again', 401)],
    },
  },
  'slow-is-not-blocking': {
    says: 'While one handshake is being checked elsewhere, others are served.',
    verdict: 'sharpened',
    experiment: {
      template: 'bare-ws',
      layer: 'server/slow-check',
      script: [
        connect('slow', node('/asks-elsewhere'), { pending: true }),
        wait('100ms'),
        connect('quick', node('/')),
        until('quick', received('checking')),
        until('slow', received('checking')),
      ],
      expect: [received('quick', { checking: 1 }), received('slow', { checking: 0 })],
    },
    measurement: {
      versions: { node: '24.21.0', ws: '8.23.0' },
      command: '60 handshakes at once, each with a check of 50 ms',
      result: 'asynchronous: all done after 146 ms. Blocking the event loop: after 3160 ms.',
    },
  },
  'nothing-ends-a-check': {
    says: 'No timeout of Node’s ends a handshake that nobody answers; a timer of your own does.',
    verdict: 'kept',
    experiment: {
      template: 'bare-ws',
      layer: 'server/slow-check',
      script: [
        connect('waiting', raw(handshake('/never-answers')), { pending: true }),
        until('waiting', ended(), { within: '3s' }),
        connect('other', node('/')),
        until('other', received('checking')),
      ],
      expect: [ended('waiting'), opened('other')],
    },
    measurement: {
      versions: { node: '24.21.0' },
      command: 'an upgrade handler that never answers; headersTimeout 1 s, requestTimeout 2 s',
      result: 'still open after 6 s: once the request has been read, none of the two applies.',
    },
  },
  'ping-finds-the-dead': {
    says: 'A server that pings finds out who has gone without a word, and ends that connection.',
    verdict: 'kept',
    cites: ['RFC 6455 §5.5.2', 'RFC 6455 §5.5.3'],
    experiment: {
      template: 'bare-ws',
      layer: 'server/heartbeat',
      script: [
        connect('dead', raw(handshake('/'))),
        until('dead', opened()),
        connect('ann', browser('/')),
        until('dead', ended(), { within: '4s' }),
        send('ann', 'still here'),
        until('ann', received('still here')),
      ],
      expect: [ended('dead'), stillOpen('ann'), received('ann', 'still here')],
    },
  },
  'inflated-size-counts': {
    says: '`ws` holds `maxPayload` against the size of a message after inflating it.',
    verdict: 'kept',
    cites: ['ws documentation, maxPayload'],
    experiment: {
      template: 'bare-ws',
      layer: 'server/inflates',
      script: [
        connect('ann', raw(handshake('/', deflate))),
        until('ann', opened()),
        sendBytes('ann', hex(HELLO)),
        until('ann', received('5 letters')),
        connect('mallory', raw(handshake('/', deflate))),
        until('mallory', opened()),
        sendBytes('mallory', hex(BOMB)),
        until('mallory', closed()),
      ],
      expect: [received('ann', '5 letters'), closedWith('mallory', 1009)],
    },
  },
  'httponly-is-no-shield': {
    says: 'A script that was injected into your own page cannot read an HttpOnly cookie, and opens a socket with it.',
    verdict: 'sharpened',
    cites: ['RFC 6265 §8.2'],
    experiment: {
      ...bank,
      clock: true,
      script: [
        logIn,
        connect('injected', browser('/', { jar: 'ann' })),
        until('injected', received('secret')),
        readCookies('injected'),
      ],
      expect: [scriptSees('injected', 'cookies ""'), received('injected', 'secret of ann')],
    },
  },
  'restart-has-a-code': {
    says: 'A page is told 1012 when a server says that it restarts.',
    verdict: 'kept',
    cites: ['IANA registry of WebSocket close codes, 1012 Service Restart'],
    experiment: {
      template: 'bare-ws',
      layer: 'server/restarts',
      script: [
        connect('ann', browser('/')),
        connect('operator', node('/deploy')),
        until('ann', closed()),
        until('operator', closed()),
      ],
      expect: [scriptSees('ann', 'open', 'close 1012 service restart')],
    },
  },
  'forged-address': {
    says: 'A program writes into `X-Forwarded-For` what it likes, and a server that counts by it counts nothing.',
    verdict: 'kept',
    cites: ['RFC 7239 §8.1'],
    experiment: {
      template: 'room-board',
      layer: '../../steps/05-handling-failures/mutants/believes-forwarded-for',
      script: [
        repeat(
          15,
          {},
          connect('mallory', node('/lobby', { headers: { 'x-forwarded-for': text`192.0.2.${turn}` } })),
          until('mallory', responded()),
        ),
      ],
      expect: [statuses('mallory', { 401: 15 })],
    },
  },
  'upgrade-is-hop-by-hop': {
    says: '`Upgrade` and `Connection` are meant for the next hop, so a proxy removes them unless it is told to do the handshake again.',
    verdict: 'kept',
    cites: ['RFC 9110 §7.6.1', 'nginx documentation, WebSocket proxying'],
  },
  'proxies-cut-silence': {
    says: 'nginx ends a connection on which the server behind it says nothing for 60 seconds, unless told otherwise.',
    verdict: 'kept',
    cites: ['nginx documentation, WebSocket proxying: proxy_read_timeout'],
  },
  'jitter-spreads': {
    says: 'Exponential back-off without jitter brings everybody back in the same moment again.',
    verdict: 'corrected',
    cites: ['RFC 6455 §7.2.3'],
    measurement: {
      versions: { node: '24.21.0', ws: '8.23.0' },
      command: '200 clients after a restart; a server that takes 20 handshakes per 100 ms and answers 503 to the rest',
      result:
        'at once: 783 handshakes, everybody back after 2.9 s. Exponential: 547, a peak of 200 in 100 ms, 9.1 s. With full jitter: 305, a peak of 61, 2.8 s.',
    },
  },
  'csp-is-for-your-page': {
    says: '`connect-src` limits where a page connects to, and says nothing about who connects to a server.',
    verdict: 'kept',
    cites: ['Content Security Policy Level 3, connect-src'],
  },
  'dpop-is-for-a-request': {
    says: 'A DPoP proof is bound to one HTTP request, so on a WebSocket it covers the handshake and no message.',
    verdict: 'kept',
    cites: ['RFC 9449 §4.2'],
  },
});
