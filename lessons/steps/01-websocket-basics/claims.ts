import {
  browser,
  close,
  closed,
  closedWith,
  connect,
  defineClaims,
  handshake,
  hex,
  node,
  notAlive,
  opened,
  raw,
  received,
  receivedInOrder,
  send,
  sendBytes,
  stillOpen,
  until,
} from 'handshake/check';

const TWO_HANDLERS = `import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const server = createServer();
const wss = new WebSocketServer({ server });
wss.on('connection', (ws) => ws.send('come in'));
server.on('upgrade', (_request, socket) => {
  socket.end('HTTP/1.1 401 Unauthorized\\r\\nConnection: close\\r\\n\\r\\n');
});
server.listen(Number(process.env.PORT ?? 8080), '::');
`;

export default defineClaims({
  'http-keeps-tcp-open': {
    says: 'HTTP/1.1 connections are kept open for further requests by default.',
    verdict: 'sharpened',
    cites: ['RFC 9112 §9.3'],
  },
  'one-request': {
    says: 'A connection is opened by one HTTP request; messages are frames on it and no requests.',
    verdict: 'kept',
    cites: ['RFC 6455 §1.2'],
    experiment: {
      template: 'bare-ws',
      script: [
        connect('ann', browser('/chat')),
        until('ann', opened()),
        send('ann', 'one'),
        send('ann', 'two'),
        send('ann', 'three'),
        until('ann', received('three')),
      ],
      expect: [opened('ann'), receivedInOrder('ann', 'one', 'two', 'three'), stillOpen('ann')],
    },
  },
  'accept-value': {
    says: 'The accept value is computed from the key and a constant, by anybody: the key of the RFC’s example gives the RFC’s answer.',
    verdict: 'kept',
    cites: ['RFC 6455 §1.3', 'RFC 6455 §4.2.2'],
    experiment: {
      template: 'bare-ws',
      script: [connect('ann', raw(handshake('/chat'))), until('ann', opened())],
      expect: [opened('ann', { headers: { 'sec-websocket-accept': 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=' } })],
    },
  },
  'frames-name-nobody': {
    says: 'A frame has no place for its sender: the same text from two clients arrives as the same message.',
    verdict: 'kept',
    cites: ['RFC 6455 §5.2'],
    experiment: {
      template: 'bare-ws',
      layer: 'solution',
      script: [
        connect('carol', node('/chat')),
        until('carol', opened()),
        connect('ann', node('/chat', { headers: { authorization: 'Bearer of-ann' } })),
        until('ann', opened()),
        connect('bob', node('/chat', { headers: { authorization: 'Bearer of-bob' } })),
        until('bob', opened()),
        send('ann', 'hello'),
        until('bob', received('hello')),
        send('bob', 'hello'),
        until('ann', received('hello')),
        send('ann', 'done'),
        until('carol', received('done')),
      ],
      expect: [received('carol', /^hello$/, { times: 2 })],
    },
  },
  'accepts-by-default': {
    says: 'Unless told otherwise, `ws` accepts every handshake, whatever its path and its origin.',
    verdict: 'kept',
    cites: ['RFC 6455 §4.2.2', 'ws documentation, verifyClient'],
    experiment: {
      template: 'bare-ws',
      layer: 'exercise',
      script: [
        connect('eve', browser('/anything/at/all', { page: 'https://evil.example' })),
        until('eve', opened()),
        send('eve', 'anybody home?'),
        until('eve', received('anybody home?')),
      ],
      expect: [opened('eve'), received('eve', 'anybody home?')],
    },
  },
  'two-handlers': {
    says: 'Beside a `WebSocketServer({ server })`, an `upgrade` handler of your own that answers 401 keeps nobody out.',
    verdict: 'corrected',
    cites: ['ws documentation, noServer'],
    experiment: {
      template: 'bare-ws',
      files: { 'server.ts': TWO_HANDLERS },
      script: [connect('eve', raw(handshake('/'))), until('eve', received('come in'))],
      expect: [opened('eve'), received('eve', 'come in')],
    },
  },
  'hundred-mebibytes': {
    says: 'Without `maxPayload`, `ws` waits for a message of which 50 MB were announced.',
    verdict: 'sharpened',
    cites: ['ws documentation, maxPayload: 104857600 by default'],
    experiment: {
      template: 'bare-ws',
      layer: 'exercise',
      script: [
        connect('mallory', raw(handshake('/chat'))),
        until('mallory', opened()),
        sendBytes('mallory', hex('81 ff 00 00 00 00 02 fa f0 80 00 00 00 00 61 61 61 61')),
        until('mallory', closed(), { within: '500ms' }),
      ],
      expect: [stillOpen('mallory')],
    },
  },
  'one-bad-frame-kills': {
    says: 'Without a listener for `error`, one unmasked frame ends the server.',
    verdict: 'kept',
    cites: ['RFC 6455 §5.1', 'Node.js documentation, Events: error events'],
    experiment: {
      template: 'bare-ws',
      layer: 'exercise',
      script: [
        connect('ann', node('/chat')),
        until('ann', opened()),
        connect('mallory', raw(handshake('/chat'))),
        until('mallory', opened()),
        sendBytes('mallory', hex('81 02 68 69')),
        until('ann', closed()),
      ],
      expect: [closedWith('mallory', 1002), notAlive()],
    },
  },
  'close-comes-back': {
    says: 'A Close frame is answered with a Close frame, usually with the same code.',
    verdict: 'kept',
    cites: ['RFC 6455 §5.5.1', 'RFC 6455 §7.4.2'],
    experiment: {
      template: 'bare-ws',
      script: [
        connect('ann', node('/chat')),
        until('ann', opened()),
        close('ann', 4000, 'bye'),
        until('ann', closed()),
      ],
      expect: [closedWith('ann', 4000)],
    },
  },
});
