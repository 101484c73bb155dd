import {
  barrier,
  browser,
  closed,
  closedWith,
  connect,
  defineClaims,
  json,
  neverReceived,
  node,
  notAlive,
  opened,
  received,
  receivedInOrder,
  refused,
  requested,
  scriptSees,
  send,
  sendTogether,
  statuses,
  stillOpen,
  token,
  until,
  wait,
} from 'handshake/check';

const forged = { signedBy: 'attacker' } as const;
const withHeader = (sub: string) => node('/', { headers: { authorization: token.bearer({ sub }) } });
const auth = (sub: string, options = {}) => json({ type: 'auth', token: token({ sub }, options) });

export default defineClaims({
  'five-strangers': {
    says: 'The server of this lab lets in five strangers of five, and what a member says reaches them.',
    verdict: 'kept',
    experiment: {
      template: 'bearer-token',
      layer: 'exercise',
      script: [
        connect('silent', node('/')),
        connect('forger', node('/', { headers: { authorization: token.bearer({ sub: 'ann' }, forged) } })),
        connect('page', browser('/', { subprotocols: ['chat', token.subprotocol({ sub: 'ann' }, forged)] })),
        connect('expired', node('/', { headers: { authorization: token.bearer({ sub: 'bob', exp: '-1m' }) } })),
        connect('listener', browser('/')),
        connect('ann', withHeader('ann')),
        until('ann', received({ type: 'welcome', sub: 'ann' })),
        send('ann', 'for members only'),
        until('silent', received('members')),
        until('listener', received('members')),
      ],
      expect: [
        stillOpen('silent'),
        stillOpen('forger'),
        stillOpen('page'),
        stillOpen('expired'),
        stillOpen('listener'),
        received('silent', 'members'),
        received('listener', 'members'),
      ],
    },
  },
  'page-sends-no-authorization': {
    says: 'A page cannot put an Authorization header field into a handshake; a program can.',
    verdict: 'sharpened',
    cites: ['WHATWG WebSockets, the constructor `new WebSocket(url, protocols)`'],
    experiment: {
      template: 'bearer-token',
      script: [
        connect('page', browser('/')),
        connect('program', withHeader('ann')),
        until('program', received('welcome')),
      ],
      expect: [
        requested('page', { headers: { authorization: null, origin: /^http:/ } }),
        refused('page', 401),
        requested('program', { headers: { authorization: /^Bearer / } }),
        opened('program'),
      ],
    },
  },
  'first-message-is-sound': {
    says: 'A token in the first message is as sound as one in the handshake, where nothing is served before it was verified.',
    verdict: 'corrected',
    cites: ['graphql-ws, PROTOCOL.md: connection_init, 4401, 4408', 'websockets documentation, Authentication'],
    experiment: {
      template: 'bearer-token',
      layer: 'solution',
      script: [
        connect('ann', browser('/')),
        send('ann', auth('ann')),
        until('ann', received({ type: 'welcome', sub: 'ann' })),
        connect('eve', browser('/')),
        send('ann', 'for members only'),
        until('ann', received({ from: 'ann' })),
        send('eve', auth('ann', forged)),
        until('eve', closed()),
      ],
      expect: [
        received('ann', { from: 'ann', text: 'for members only' }),
        neverReceived('eve', /members|welcome/),
        closedWith('eve', 4401),
      ],
    },
  },
  'socket-io-waits': {
    says: 'Socket.IO sends its `auth` option after the 101, as the first thing on the open connection.',
    verdict: 'corrected',
    cites: ['Socket.IO documentation, Middlewares'],
    measurement: {
      versions: { 'socket.io': '4', node: '24.21.0' },
      command: 'GET /socket.io/?EIO=4&transport=websocket, with io(url, { auth: { token: "good" } })',
      result:
        '101, then from the client 40{"token":"good"}, then from the server 40{"sid":…}; for a bad token 44{"message":"unauthorized"}',
    },
  },
  'first-offer-is-echoed': {
    says: '`ws` answers with the first subprotocol that was offered, a token too.',
    verdict: 'kept',
    cites: ['RFC 6455 §4.2.2'],
    experiment: {
      template: 'bearer-token',
      layer: 'exercise',
      script: [
        connect('ann', browser('/', { subprotocols: [token.subprotocol({ sub: 'ann' }), 'chat'] })),
        until('ann', received('welcome')),
      ],
      expect: [opened('ann', { headers: { 'sec-websocket-protocol': /^bearer\.\w/ } })],
    },
  },
  'no-answer-fails': {
    says: 'When a page offers subprotocols and the 101 names none, Chromium and Node fail the connection; Firefox opens it.',
    verdict: 'sharpened',
    cites: ['WHATWG WebSockets, "establish a WebSocket connection"'],
    experiment: {
      template: 'bearer-token',
      files: {
        'server.ts': [
          "import { WebSocketServer } from 'ws';",
          'new WebSocketServer({ port: Number(process.env.PORT), handleProtocols: () => false });',
        ].join('\n'),
      },
      script: [
        connect('ann', browser('/', { subprotocols: [token.subprotocol({ sub: 'ann' })] })),
        until('ann', closed()),
      ],
      expect: [statuses('ann', { 101: 1 }), scriptSees('ann', 'error', 'close 1006')],
    },
    measurement: {
      versions: { Chromium: '156', Firefox: '153', ws: '8.23.0' },
      command: "new WebSocket(url, ['chat', 'bearer.…']) against a server that answers without Sec-WebSocket-Protocol",
      result: 'Chromium: error, close 1006. Node: error "Server sent no subprotocol". Firefox: open, protocol "".',
    },
  },
  'refusal-is-1006': {
    says: 'Of a refused handshake a page is told `error` and close code 1006, and nothing else.',
    verdict: 'sharpened',
    cites: ['WHATWG WebSockets, warning on failure information'],
    experiment: {
      template: 'bearer-token',
      layer: 'solution',
      script: [connect('eve', browser('/', { subprotocols: ['chat', token.subprotocol({ sub: 'ann' }, forged)] }))],
      expect: [refused('eve', 401), scriptSees('eve', 'error', 'close 1006')],
    },
  },
  'close-code-arrives': {
    says: 'After the 101 a page is told the close code and the reason.',
    verdict: 'kept',
    cites: ['RFC 6455 §5.5.1, §7.4'],
    experiment: {
      template: 'bearer-token',
      layer: 'solution',
      script: [connect('eve', browser('/')), send('eve', auth('ann', forged)), until('eve', closed())],
      expect: [scriptSees('eve', 'open', 'close 4401 invalid token')],
    },
  },
  'await-loses-messages': {
    says: 'A message that arrives while the connection handler awaits, before it listens, is lost.',
    verdict: 'kept',
    experiment: {
      template: 'bearer-token',
      layer: 'exercise',
      script: [
        connect('ann', browser('/')),
        sendTogether('ann', auth('ann'), 'right behind'),
        until('ann', received({ type: 'welcome', sub: 'ann' })),
        send('ann', 'later'),
        until('ann', received('later')),
        barrier('ann'),
      ],
      expect: [
        receivedInOrder('ann', { type: 'welcome', sub: 'ann' }, { text: 'later' }),
        neverReceived('ann', 'right behind'),
      ],
    },
  },
  'not-json-ends-it': {
    says: 'One first message that is not JSON ends the server of this lab for everybody.',
    verdict: 'kept',
    experiment: {
      template: 'bearer-token',
      layer: 'exercise',
      script: [connect('eve', node('/')), send('eve', 'hello'), until('eve', closed())],
      expect: [opened('eve'), notAlive()],
    },
  },
  'silence-is-kept': {
    says: 'Neither `ws` nor Node ends a connection on which nothing is said.',
    verdict: 'kept',
    experiment: {
      template: 'bearer-token',
      layer: 'exercise',
      script: [connect('eve', node('/')), wait('1.5s'), barrier('eve')],
      expect: [opened('eve'), stillOpen('eve')],
    },
    measurement: {
      versions: { node: '24.21.0', ws: '8.23.0' },
      command: '500 connections that never send anything, resident memory of the server before and after',
      result:
        'all of them held, 22 MB more; 104,857,600 bytes is the default size limit of a message, before authentication too',
    },
  },
});
