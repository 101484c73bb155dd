import {
  browser,
  closed,
  connect,
  defineClaims,
  node,
  opened,
  received,
  refused,
  request,
  requested,
  scriptSees,
  send,
  server,
  setsCookie,
  statuses,
  token,
  until,
} from 'handshake/check';

const experiment = { template: 'bearer-token', layer: 'server' } as const;

export default defineClaims({
  'rfc-leaves-it-to-http': {
    says: 'RFC 6455 prescribes no way to authenticate: a server may use whatever an HTTP server can, such as cookies or `Authorization`.',
    verdict: 'sharpened',
    cites: ['RFC 6455 §10.5'],
    experiment: {
      ...experiment,
      script: [
        request('page', 'POST', '/login', { page: server.origin }),
        connect('page', browser('/account')),
        until('page', received('account')),
        connect('program', node('/account', { headers: { authorization: token.bearer({ sub: 'ann' }) } })),
        until('program', received('account')),
        connect('old-timer', node('/account', { headers: { authorization: 'Basic YW5uOnB3LWFubg==' } })),
        until('old-timer', received('account')),
        connect('eve', node('/account')),
      ],
      expect: [
        setsCookie('page', '__Host-session'),
        received('page', 'the account of ann'),
        received('program', 'the account of ann'),
        received('old-timer', 'the account of ann'),
        refused('eve', 401),
      ],
    },
  },
  'cost-is-not-the-reason': {
    says: 'Verifying a token with each message would cost a fraction of a millisecond; the RFC does not give cost as a reason.',
    verdict: 'corrected',
    cites: ['RFC 6455 §10.5'],
    measurement: {
      versions: { node: '24.21.0', jose: '6.2.17' },
      command: 'jwtVerify with algorithm, issuer, audience and required claims, over and over, on a busy machine',
      result: '0.15 ms for a token signed with HS256, 0.18 ms with RS256',
    },
  },
  'message-can-be-signed': {
    says: 'A message that is signed itself says who wrote it, whoever’s connection brings it.',
    verdict: 'sharpened',
    experiment: {
      ...experiment,
      script: [
        connect('ann', node('/signed', { headers: { authorization: token.bearer({ sub: 'ann' }) } })),
        send('ann', token({ sub: 'bob', text: 'I agree' })),
        until('ann', received({ author: 'bob' })),
        send('ann', token({ sub: 'bob', text: 'I agree' }, { signedBy: 'attacker' })),
        until('ann', received({ author: 'nobody' })),
      ],
      expect: [
        received('ann', { author: 'bob', through: 'ann' }),
        received('ann', { author: 'nobody', through: 'ann' }),
      ],
    },
  },
  'constructor-has-no-room': {
    says: 'The constructor of the web’s WebSocket takes a URL and subprotocols; that it should take header fields was proposed in 2017 and is undecided.',
    verdict: 'kept',
    cites: [
      'WHATWG WebSockets, the constructor `new WebSocket(url, protocols)`',
      'https://github.com/whatwg/websockets/issues/16',
    ],
  },
  'no-limit-in-fastapi': {
    says: 'Neither the code nor the documentation of FastAPI limits which header fields a WebSocket endpoint reads.',
    verdict: 'corrected',
    cites: [
      'FastAPI documentation, WebSockets: Using Depends and others',
      'Starlette documentation, WebSockets: Headers',
    ],
    measurement: {
      versions: { FastAPI: '0.92.0 and 0.142.2', uvicorn: '0.17.6 and 0.54.0, with websockets, wsproto and sansio' },
      command: 'A handshake with `Authorization`, `Cookie`, `X-API-Key` and two subprotocols, read in the endpoint',
      result: 'All fields arrive, on 5 of 5 stacks of 2023 and 2026.',
    },
  },
  'server-has-to-look': {
    says: 'The browser names the page in `Origin` and refuses nothing; whether that page may connect is left to the server.',
    verdict: 'kept',
    cites: ['RFC 6455 §1.6', 'RFC 6455 §10.2'],
    experiment: {
      ...experiment,
      script: [
        connect('own', browser('/origin')),
        until('own', received('you are http://localhost')),
        connect('other', browser('/origin', { page: 'https://evil.example' })),
        until('other', received('you are https://evil.example')),
      ],
      expect: [
        received('own', 'you are http://localhost'),
        requested('other', { headers: { origin: 'https://evil.example' } }),
        received('other', 'you are https://evil.example'),
      ],
    },
  },
  'key-shows-the-protocol': {
    says: 'The accept value shows that the server has read this handshake as one: with a wrong value the client fails the connection in spite of the 101.',
    verdict: 'sharpened',
    cites: ['RFC 6455 §1.3', 'RFC 6455 §1.6', 'RFC 6455 §4.1', 'WHATWG Fetch, forbidden request-headers'],
    experiment: {
      ...experiment,
      script: [connect('page', browser('/half')), until('page', closed())],
      expect: [statuses('page', { 101: 1 }), scriptSees('page', 'error', 'close 1006')],
    },
  },
  'mask-keeps-nothing-secret': {
    says: 'The mask of a client’s frame hides nothing: its key stands in the frame, and four bytes and an XOR undo it.',
    verdict: 'corrected',
    cites: ['RFC 6455 §5.3', 'RFC 6455 §10.3'],
    experiment: {
      ...experiment,
      script: [
        connect('page', browser('/by-hand')),
        send('page', 'my token'),
        until('page', received('read on the way')),
      ],
      expect: [opened('page'), received('page', 'read on the way: my token')],
    },
  },
});
