import {
  answer,
  answered,
  barrier,
  browser,
  closed,
  closedWith,
  connect,
  defineClaims,
  drop,
  handshake,
  hex,
  neverReceived,
  node,
  notAlive,
  opened,
  raw,
  received,
  refused,
  repeat,
  request,
  requested,
  responded,
  scriptSees,
  send,
  sendBytes,
  sendTogether,
  statuses,
  text,
  token,
  until,
  wait,
} from 'handshake/check';

const forged = { signedBy: 'attacker' } as const;
const bearer = (options = {}) => node('/', { headers: { authorization: token.bearer({ sub: 'ann' }, options) } });

/** Verifies the first message, and pauses while it does. */
const PAUSES = `import { WebSocketServer } from 'ws';
import { verify } from './tokens.ts';

const wss = new WebSocketServer({ port: Number(process.env.PORT ?? 8080), host: '::' });
wss.on('connection', (ws) => {
  let user: string | undefined;
  ws.on('error', (error) => console.warn(error.message));
  ws.on('message', async (data) => {
    if (String(data).startsWith('ey')) {
      ws.pause();
      user = await verify(String(data)).catch(() => undefined);
      ws.resume();
    } else ws.send(\`\${user ?? 'nobody'} said \${data}\`);
  });
});
`;

/** Tells a client what its handshake carried. */
const READS_HEADERS = `import { WebSocketServer } from 'ws';

const wss = new WebSocketServer({ port: Number(process.env.PORT ?? 8080), host: '::' });
wss.on('connection', (ws, { headers, url }) => {
  ws.on('error', (error) => console.warn(error.message));
  ws.send(JSON.stringify({ authorization: headers.authorization ?? null, cookie: headers.cookie ?? null, url }));
});
`;

/** Tells a client from where it came, as the kernel says and as a limit should count it. */
const TELLS_ADDRESS = `import { WebSocketServer } from 'ws';

const wss = new WebSocketServer({ port: Number(process.env.PORT ?? 8080), host: '::' });
wss.on('connection', (ws, { socket }) => {
  ws.on('error', (error) => console.warn(error.message));
  const { remoteAddress = '' } = socket;
  ws.send(JSON.stringify({ remoteAddress, counted: remoteAddress.replace(/^::ffff:/, '') }));
});
`;

export default defineClaims({
  'first-message-can-be-sound': {
    says: 'A token in the first message is checked as well as one in the handshake, where there is a deadline, a size limit and a close code.',
    verdict: 'corrected',
    cites: ['graphql-ws, PROTOCOL.md: connection_init, 4401, 4408'],
    experiment: {
      template: 'bearer-token',
      layer: 'pairs/waits-for-ever/right',
      script: [
        connect('ann', browser('/')),
        send('ann', token({ sub: 'ann' })),
        until('ann', received('welcome')),
        connect('eve', browser('/')),
        send('eve', token({ sub: 'ann' }, forged)),
        until('eve', closed()),
        connect('silent', browser('/')),
        until('silent', closed()),
      ],
      expect: [
        received('ann', 'welcome ann'),
        closedWith('eve', 4401),
        closedWith('silent', 4408),
        neverReceived('eve', 'welcome'),
      ],
    },
  },
  'close-says-nothing': {
    says: 'Of `close()` without a code a page is told 1005, which reads like a normal end.',
    verdict: 'kept',
    cites: ['RFC 6455 §7.1.5'],
    experiment: {
      template: 'bearer-token',
      layer: 'pairs/waits-for-ever/wrong',
      script: [connect('eve', browser('/')), send('eve', 'nonsense'), until('eve', closed())],
      expect: [opened('eve'), scriptSees('eve', 'open', 'close 1005')],
    },
  },
  'reason-stays-home': {
    says: 'In FastAPI `close(code=1008, reason="Unauthorized")` before `accept()` puts `403 Forbidden` without a body on the wire.',
    verdict: 'corrected',
    cites: ['RFC 6455 §4.2.2'],
    measurement: {
      versions: { FastAPI: '0.92.0 and 0.142.2', uvicorn: '0.17.6 and 0.54.0' },
      command: 'a handshake with a bad token for the endpoint with `close(code=1008, reason="Unauthorized")`',
      result: '`HTTP/1.1 403 Forbidden`, `Content-Length: 0`, then FIN. In Chromium and Firefox: `error`, close 1006.',
    },
  },
  'clear-on-the-wire': {
    says: 'Without TLS the request target and the header fields of a handshake travel as plain text.',
    verdict: 'kept',
    cites: ['RFC 6455 §10.6'],
    experiment: {
      template: 'bearer-token',
      files: { 'server.ts': READS_HEADERS },
      script: [
        connect('page', browser(text`/?token=${token({ sub: 'ann' })}`)),
        connect('program', bearer()),
        until('program', received('Bearer')),
      ],
      expect: [
        requested('page', { target: /^\/\?token=\w/ }),
        requested('program', { headers: { authorization: /^Bearer \w/ } }),
      ],
    },
    measurement: {
      versions: { node: '24.21.0', ws: '8.23.0' },
      command: 'a tap on the TCP connection; tokens in query, header, cookie and subprotocol, over ws and over wss',
      result: 'ws: all four readable. wss: none of them; the host name (SNI) is.',
    },
  },
  'mask-is-no-veil': {
    says: 'A masked frame holds the key that unmasks it.',
    verdict: 'corrected',
    cites: ['RFC 6455 §5.3', 'RFC 6455 §10.3'],
    experiment: {
      template: 'bare-ws',
      script: [
        connect('ann', raw(handshake('/'))),
        until('ann', opened()),
        // 37 fa 21 3d is the key of RFC 6455 §5.7, and what follows is “Hello” under it.
        sendBytes('ann', hex('81 85 37 fa 21 3d 7f 9f 4d 51 58')),
        until('ann', received('Hello')),
      ],
      expect: [received('ann', /^Hello$/)],
    },
    measurement: {
      versions: { node: '24.21.0', ws: '8.23.0' },
      command: 'a tap on the TCP connection of a client whose first message is FIRSTMESSAGETOKEN, over ws',
      result: '81 91 c3eeb6fa 85a7…: unmasked with the four bytes behind the length it reads FIRSTMESSAGETOKEN.',
    },
  },
  'log-opens-the-door': {
    says: 'A token that was written to an access log with the URL lets in whoever reads the log.',
    verdict: 'sharpened',
    cites: ['RFC 6750 §5.3', 'RFC 9700 §4.3.2'],
    experiment: {
      template: 'bearer-token',
      layer: 'pairs/token-in-the-url/wrong',
      script: [
        request('ann', 'POST', '/where', { headers: { authorization: token.bearer({ sub: 'ann' }) } }),
        connect('ann', browser(answer('ann', 'socket'))),
        until('ann', received('hello')),
        request('clerk', 'GET', '/log'),
        connect('clerk', node(answer('clerk', 'last'))),
        until('clerk', received('hello')),
      ],
      expect: [opened('clerk'), received('clerk', 'hello ann')],
    },
  },
  'headers-can-be-read': {
    says: 'A server reads every header field of a handshake; FastAPI does so with `websocket.headers`, `Header()` and `Cookie()`.',
    verdict: 'corrected',
    cites: ['FastAPI documentation, WebSockets: using Depends and others', 'RFC 6455 §4.1'],
    experiment: {
      template: 'bare-ws',
      files: { 'server.ts': READS_HEADERS },
      script: [
        connect('program', node('/', { headers: { authorization: 'Bearer abc123', cookie: 'session=s3ss' } })),
        until('program', received('Bearer')),
      ],
      expect: [received('program', { authorization: 'Bearer abc123', cookie: 'session=s3ss' })],
    },
    measurement: {
      versions: { FastAPI: '0.92.0 and 0.142.2', Starlette: '0.26.1 and 1.7.0' },
      command: 'websocket.headers.get("authorization") for a handshake with `Authorization: Bearer abc123`',
      result: '"Bearer abc123", on five server stacks of five.',
    },
  },
  'pages-are-shut-out': {
    says: 'A server that reads the token from `Authorization` alone refuses every page.',
    verdict: 'sharpened',
    cites: ['WHATWG WebSockets, the constructor `new WebSocket(url, protocols)`'],
    experiment: {
      template: 'bearer-token',
      layer: 'pairs/only-the-header/wrong',
      script: [
        connect('program', bearer()),
        until('program', received('hello')),
        connect('page', browser('/', { subprotocols: ['chat', token.subprotocol({ sub: 'ann' })] })),
      ],
      expect: [opened('program'), refused('page', 401), requested('page', { headers: { authorization: null } })],
    },
  },
  'reset-kills': {
    says: 'A TCP reset during an asynchronous check ends a server that does not listen to the errors of the socket.',
    verdict: 'kept',
    cites: ['Node.js documentation, http: the `upgrade` event'],
    experiment: {
      template: 'bearer-token',
      layer: 'pairs/reset-while-checking/wrong',
      script: [connect('mallory', raw(handshake('/')), { pending: true }), drop('mallory'), wait('500ms')],
      expect: [notAlive()],
    },
  },
  'throw-kills': {
    says: 'A rejection that nobody catches in an `upgrade` handler ends the process.',
    verdict: 'kept',
    cites: ['Node.js documentation, --unhandled-rejections: throw by default'],
    experiment: {
      template: 'bearer-token',
      layer: 'pairs/nobody-catches/wrong',
      script: [connect('eve', node('/'))],
      expect: [notAlive()],
    },
  },
  'frame-kills': {
    says: 'One frame without a mask ends a server that does not listen for the errors of its connections.',
    verdict: 'kept',
    cites: ['RFC 6455 §5.1'],
    experiment: {
      template: 'bare-ws',
      layer: 'pairs/nobody-hears-errors/wrong',
      script: [
        connect('mallory', raw(handshake('/'))),
        until('mallory', opened()),
        sendBytes('mallory', hex('81 02 68 69')),
        until('mallory', closed()),
      ],
      expect: [closedWith('mallory', 1002), notAlive()],
    },
  },
  'words-are-lost': {
    says: 'A message that comes before anybody listens for messages is delivered to nobody.',
    verdict: 'kept',
    experiment: {
      template: 'bare-ws',
      layer: 'pairs/await-before-listening/wrong',
      script: [
        connect('ann', browser('/ann')),
        sendTogether('ann', 'one', 'two'),
        wait('600ms'),
        send('ann', 'three'),
        until('ann', received('three')),
        barrier('ann'),
      ],
      expect: [received('ann', 'ann said three'), neverReceived('ann', /one|two/)],
    },
  },
  'pause-comes-late': {
    says: 'After `ws.pause()` the frames that came in the same segment are still delivered.',
    verdict: 'corrected',
    experiment: {
      template: 'bearer-token',
      files: { 'server.ts': PAUSES },
      script: [
        connect('ann', browser('/')),
        sendTogether('ann', token({ sub: 'ann' }), 'hello'),
        until('ann', received('said hello')),
      ],
      expect: [received('ann', 'nobody said hello')],
    },
  },
  'close-goes-on': {
    says: 'A message that comes after the server’s `close()` is handled as before.',
    verdict: 'corrected',
    cites: ['RFC 6455 §5.5.1', 'ws documentation, closeTimeout: 30000 by default'],
    experiment: {
      template: 'bare-ws',
      layer: 'pairs/listens-after-close/wrong',
      script: [
        connect('mallory', raw(handshake('/'))),
        until('mallory', opened()),
        send('mallory', 'rude'),
        until('mallory', closed()),
        send('mallory', 'ann pays 4321'),
        connect('bob', node('/')),
        barrier('bob'),
        request('clerk', 'GET', '/paid'),
      ],
      expect: [closedWith('mallory', 4403), answered('clerk', 200, { body: 'ann pays 4321' })],
    },
  },
  'month-lasts-a-moment': {
    says: 'A timer of thirty days fires at once.',
    verdict: 'kept',
    cites: ['Node.js documentation, setTimeout: a delay over 2147483647 is set to 1'],
    experiment: {
      template: 'bearer-token',
      layer: 'pairs/thirty-days/wrong',
      script: [
        connect('ann', node('/', { headers: { authorization: token.bearer({ sub: 'ann', exp: '30d' }) } })),
        until('ann', closed()),
      ],
      expect: [opened('ann'), closedWith('ann', 4401)],
    },
    measurement: {
      versions: { node: '24.21.0' },
      command: 'setTimeout(close, 30 days) for a token of thirty days',
      result: 'TimeoutOverflowWarning; the connection was closed after 34 ms.',
    },
  },
  'limit-lets-through': {
    says: 'Of thirty bad tries at once a limit of ten lets thirty be judged, where it counts after an await.',
    verdict: 'kept',
    experiment: {
      template: 'bearer-token',
      layer: 'pairs/counts-late/wrong',
      files: {
        'tokens.ts':
          "import { setTimeout as delay } from 'node:timers/promises';\n/** Refuses every token, after a second. */\nexport async function verify(_token: string): Promise<string> {\n  await delay(1000);\n  throw new Error('not this one');\n}\n",
      },
      script: [repeat(30, { parallel: 30 }, connect('mallory', bearer(forged)), until('mallory', responded()))],
      expect: [statuses('mallory', { 401: 30 })],
    },
    measurement: {
      versions: { node: '24.21.0', ws: '8.23.0' },
      command: '100 parallel bad tries against a limit of ten that counts after an await, repeated with shorter waits',
      result:
        '100, 39, 11 and 10 of them were judged, as the timing would have it; with the count before the await, 10 each time.',
    },
  },
  'two-names-of-one-address': {
    says: 'On a socket for both families an IPv4 client has an IPv6 address, `::ffff:127.0.0.1`; and `localhost` may also be `::1`.',
    verdict: 'kept',
    cites: ['RFC 4291 §2.5.5'],
    experiment: {
      template: 'bare-ws',
      files: { 'server.ts': TELLS_ADDRESS },
      script: [
        connect('four', node('/', { localAddress: '127.0.0.1' })),
        until('four', received('counted')),
        connect('six', node('/', { localAddress: '::1' })),
        until('six', received('counted')),
      ],
      expect: [
        received('four', { remoteAddress: '::ffff:127.0.0.1', counted: '127.0.0.1' }),
        received('six', { remoteAddress: '::1', counted: '::1' }),
      ],
    },
  },
  'two-doors-open': {
    says: 'Beside `WebSocketServer({ server })` an `upgrade` handler that answers 401 keeps nobody out.',
    verdict: 'corrected',
    cites: ['ws documentation, noServer'],
    experiment: {
      template: 'bearer-token',
      layer: 'pairs/two-doors/wrong',
      script: [connect('eve', raw(handshake('/'))), until('eve', received('secret'))],
      expect: [opened('eve'), received('eve', 'secret: 4321 EUR')],
    },
  },
});
