import {
  answered,
  browser,
  close,
  closed,
  connect,
  defineClaims,
  ended,
  head,
  opened,
  raw,
  received,
  refused,
  request,
  requested,
  scriptSees,
  send,
  server,
  text,
  token,
  until,
} from 'handshake/check';

const experiment = { template: 'bearer-token', layer: 'server' } as const;
const page = (sub: string, options = {}) =>
  browser('/room', { subprotocols: ['chat', token.subprotocol({ sub }, options)] });

export default defineClaims({
  'whole-life': {
    says: 'A connection is one request, one 101, and then frames in both directions up to a Close frame from each side.',
    verdict: 'kept',
    cites: ['RFC 6455 §1.2'],
    experiment: {
      ...experiment,
      script: [
        connect('ann', page('ann')),
        send('ann', 'good morning'),
        until('ann', received('good morning')),
        close('ann', 1000, 'bye'),
        until('ann', closed()),
      ],
      expect: [
        opened('ann', { subprotocol: 'chat' }),
        scriptSees('ann', 'open', 'message good morning from ann', 'close 1000 bye'),
      ],
    },
  },
  'no-before-yes': {
    says: 'A credential that does not hold is answered in HTTP, and there never is a connection.',
    verdict: 'kept',
    cites: ['RFC 6455 §4.2.2'],
    experiment: {
      ...experiment,
      script: [connect('mallory', page('ann', { signedBy: 'attacker' })), until('mallory', closed())],
      expect: [refused('mallory', 401), scriptSees('mallory', 'error', 'close 1006')],
    },
  },
  'parser-answers-first': {
    says: 'A head that breaks the grammar of HTTP is answered with 400 before any of the server’s own code is asked.',
    verdict: 'kept',
    cites: ['RFC 9112 §3.2', 'RFC 9112 §5.1'],
    experiment: {
      ...experiment,
      script: [
        connect('no-colon', raw(head('GET /room HTTP/1.1', text`Host: ${server.host}`, 'a field without a colon'))),
        until('no-colon', ended()),
        connect('no-host', raw(head('GET /room HTTP/1.1', 'Connection: close'))),
        until('no-host', ended()),
        request('ann', 'GET', '/'),
      ],
      expect: [
        refused('no-colon', 400),
        refused('no-host', 400),
        answered('ann', 200, { body: 'the handler of requests, for the 1. time' }),
      ],
    },
  },
  'upgrade-is-another-event': {
    says: 'Node hands a request with `Upgrade` to whoever listens for `upgrade`, with the bare socket; the handler of requests is not asked.',
    verdict: 'kept',
    cites: ['Node.js documentation, http: the `upgrade` event'],
    experiment: {
      ...experiment,
      script: [connect('eve', browser('/')), until('eve', closed()), request('eve', 'GET', '/')],
      expect: [refused('eve', 401), answered('eve', 200, { body: 'the handler of requests, for the 1. time' })],
    },
  },
  'a-hash-and-a-head': {
    says: 'A server needs no library for the handshake: a head with the right hash is enough, and a frame of text has two bytes before it.',
    verdict: 'kept',
    cites: ['RFC 6455 §4.2.2', 'RFC 6455 §5.2'],
    experiment: {
      ...experiment,
      entry: 'by-hand.ts',
      script: [connect('page', browser('/')), until('page', received('hello'))],
      expect: [opened('page'), received('page', 'hello')],
    },
  },
  'socket-remembers': {
    says: 'The server keeps for each connection whom it holds it for: the same text from two connections is answered by two names.',
    verdict: 'kept',
    experiment: {
      ...experiment,
      script: [
        connect('ann', page('ann')),
        connect('bob', page('bob')),
        send('ann', 'hello'),
        send('bob', 'hello'),
        until('ann', received('hello')),
        until('bob', received('hello')),
      ],
      expect: [received('ann', 'hello from ann'), received('bob', 'hello from bob')],
    },
  },
  'page-chooses-little': {
    says: 'Of its handshake a page chooses the target and the subprotocols; the browser writes everything else, `Origin` always, `Referer` never.',
    verdict: 'sharpened',
    cites: ['RFC 6455 §4.1', 'WHATWG WebSockets, "establish a WebSocket connection"'],
    experiment: {
      ...experiment,
      script: [
        connect('page', browser('/room?seat=7', { subprotocols: ['chat'], page: 'https://shop.example' })),
        until('page', closed()),
      ],
      expect: [
        requested('page', {
          target: '/room?seat=7',
          headers: {
            origin: 'https://shop.example',
            'sec-websocket-protocol': 'chat',
            'sec-websocket-version': '13',
            'user-agent': /Mozilla/,
            authorization: null,
            referer: null,
          },
        }),
      ],
    },
  },
  'extended-connect': {
    says: 'Over HTTP/2 and HTTP/3 a WebSocket begins with an extended CONNECT: no `Upgrade`, no key, no accept value, and 200 for yes.',
    verdict: 'sharpened',
    cites: ['RFC 8441 §5', 'RFC 9220 §3'],
  },
  'same-bytes-as-node': {
    says: 'The sandbox of this site sends the bytes that Node sends, and its sockets tell the same events in the same order.',
    verdict: 'kept',
    measurement: {
      versions: { node: '24.21.0', Chromium: '156' },
      command: 'npx vitest run tests/runtime/differential.test.ts; in Chromium: tests/e2e/sandbox-frame.e2e.ts',
      result: '222 of 222 raw exchanges have the same bytes and the same events of their sockets.',
    },
  },
  'network-of-one-machine': {
    says: 'The virtual network answers as the loopback of a machine does: EADDRINUSE where somebody listens, ECONNREFUSED where nobody does.',
    verdict: 'kept',
    experiment: {
      ...experiment,
      entry: 'network.ts',
      script: [
        connect('ann', browser('/')),
        until('ann', received('listening twice')),
        until('ann', received('connecting to nobody')),
      ],
      expect: [received('ann', 'listening twice: EADDRINUSE'), received('ann', 'connecting to nobody: ECONNREFUSED')],
    },
  },
  'frame-of-no-origin': {
    says: 'A frame with `sandbox="allow-scripts"` has an origin of its own, and a policy with `connect-src \'none\'` lets its scripts connect to nothing.',
    verdict: 'kept',
    cites: ['WHATWG HTML, Sandboxing', 'CSP Level 3, connect-src'],
    measurement: {
      versions: { Chromium: '156' },
      command:
        'npx playwright test tests/e2e/isolation.e2e.ts: every way out that we know, as a program in the lab and as a script of the frame',
      result:
        'no request reaches the counting server, nothing of the storage is read; the same tries in an ordinary page reach both',
    },
  },
  'webcontainer-is-theirs': {
    says: 'StackBlitz’s WebContainer runs a whole Node in the page; it is loaded from StackBlitz, needs cross-origin isolation, and a licence for commercial production.',
    verdict: 'kept',
    cites: [
      'https://webcontainers.io/guides/browser-support',
      'https://webcontainers.io/guides/configuring-headers',
      'https://webcontainers.io/enterprise',
    ],
  },
});
