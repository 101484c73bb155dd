import {
  barrier,
  browser,
  closed,
  connect,
  defineClaims,
  json,
  neverReceived,
  opened,
  received,
  refused,
  requested,
  scriptSees,
  send,
  token,
  until,
} from 'handshake/check';

const page = (exp: string, claims = {}) =>
  browser('/', { subprotocols: ['chat', token.subprotocol({ sub: 'ann', exp, ...claims })] });

export default defineClaims({
  'valid-token-is-let-in': {
    says: 'A page whose token holds is answered with 101, and from then on both sides may send at any time.',
    verdict: 'kept',
    cites: ['RFC 6455 §4.2.2'],
    experiment: {
      template: 'bearer-token',
      layer: 'server',
      script: [connect('page', page('60s')), until('page', received({ type: 'welcome', sub: 'ann' }))],
      expect: [opened('page', { subprotocol: 'chat' }), received('page', { type: 'welcome', sub: 'ann' })],
    },
  },
  'expired-token-is-refused': {
    says: 'A page whose token has expired is refused with 401, of which its script is told `error` and close code 1006.',
    verdict: 'kept',
    cites: ['RFC 9110 §15.5.2', 'WHATWG WebSockets, warning on failure information'],
    experiment: {
      template: 'bearer-token',
      layer: 'server',
      script: [connect('page', page('-1m')), until('page', closed())],
      expect: [refused('page', 401), scriptSees('page', 'error', 'close 1006')],
    },
  },
  'open-to-everybody': {
    says: 'A server that checks nothing lets in a page of any site, without any credential, and serves it.',
    verdict: 'kept',
    cites: ['RFC 6455 §4.2.2'],
    experiment: {
      template: 'bare-ws',
      files: {
        'server.ts': [
          "import { WebSocketServer } from 'ws';",
          '',
          'const wss = new WebSocketServer({ port: Number(process.env.PORT ?? 8080) });',
          "wss.on('connection', (ws) => ws.send('minutes of the board'));",
        ].join('\n'),
      },
      script: [
        connect('stranger', browser('/', { page: 'https://evil.example' })),
        until('stranger', received('minutes of the board')),
      ],
      expect: [
        requested('stranger', { headers: { cookie: null, authorization: null, origin: 'https://evil.example' } }),
        opened('stranger'),
        received('stranger', 'minutes of the board'),
      ],
    },
  },
  'who-is-not-may': {
    says: 'A connection that was authenticated says who sends; whether they may do what a message asks is decided for each message.',
    verdict: 'sharpened',
    cites: ['OWASP WebSocket Security Cheat Sheet, Message-Level Authorization'],
    experiment: {
      template: 'bearer-token',
      layer: 'server',
      script: [
        connect('ann', page('60s')),
        until('ann', received({ type: 'welcome' })),
        send('ann', json({ type: 'read', document: 'of ann' })),
        until('ann', received({ type: 'document' })),
        send('ann', json({ type: 'read', document: 'of bob' })),
        until('ann', received({ type: 'error' })),
        barrier('ann'),
      ],
      expect: [
        received('ann', { type: 'document', text: 'minutes of ann' }),
        received('ann', { type: 'error', error: 'not yours' }),
        neverReceived('ann', 'minutes of bob'),
      ],
    },
  },
  'secrecy-is-tls': {
    says: 'Authentication encrypts nothing: on `ws://` every credential can be read on the way; on `wss://` none can.',
    verdict: 'sharpened',
    cites: ['RFC 6455 §10.6'],
    measurement: {
      versions: { Chromium: '156', ws: '8.23.0', node: '24.21.0' },
      command:
        'a TCP tap between client and server; the token once each in query, header field, cookie, subprotocol and first message',
      result:
        '`ws://`: all five found; the first message is masked, and its key stands in the same frame. `wss://`: none; only the host’s name is visible.',
    },
  },
});
