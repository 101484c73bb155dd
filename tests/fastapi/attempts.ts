import {
  answered,
  browser,
  closed,
  closedWith,
  connect,
  ended,
  json,
  node,
  opened,
  received,
  refused,
  request,
  responded,
  scriptSees,
  send,
  stillOpen,
  text,
  token,
  until,
  wait,
} from 'handshake/check';
import type { Expectation } from '../../src/check/check.ts';
import type { Script } from '../../src/check/protocol.ts';

interface Attempt {
  readonly says: string;
  readonly script: Script;
  readonly expect: readonly Expectation[];
}

const credentials = { authorization: 'Bearer abc123', cookie: 'session=s3ss' };

/** What is said of FastAPI in the course, as attempts on tests/fastapi/app.py. */
export const attempts: readonly Attempt[] = [
  {
    says: 'An endpoint reads the handshake’s header fields, in any case, by headers, Header(), Cookie() and the query',
    script: [
      connect('ann', node('/headers?token=Q1', { headers: credentials, origin: 'https://evil.example' })),
      until('ann', received({ query: 'Q1' })),
    ],
    expect: [
      opened('ann'),
      received('ann', {
        'headers.get': 'Bearer abc123',
        'headers.get capital': 'Bearer abc123',
        'Header()': 'Bearer abc123',
        'Cookie()': 's3ss',
        origin: 'https://evil.example',
      }),
    ],
  },
  {
    says: 'A dependency that takes an HTTPConnection reads them too',
    script: [connect('ann', node('/depends', { headers: credentials })), until('ann', closed())],
    expect: [received('ann', { bearer: 'Bearer abc123' })],
  },
  {
    says: 'HTTPBearer as a dependency of a WebSocket endpoint is an error of the server: 500',
    script: [connect('ann', node('/http-bearer', { headers: credentials })), until('ann', responded())],
    expect: [refused('ann', 500)],
  },
  {
    says: 'A required header field that is missing is refused with an empty 403',
    script: [connect('ann', node('/required-header')), until('ann', responded())],
    expect: [refused('ann', 403, { body: '' })],
  },
  {
    says: 'A path without an endpoint is 403 for a handshake',
    script: [connect('ann', node('/nowhere')), until('ann', responded())],
    expect: [refused('ann', 403)],
  },
  {
    says: 'close(1008, reason) before accept is HTTP 403 on the wire, without code or reason',
    script: [connect('eve', node('/close-before-accept')), until('eve', ended())],
    expect: [refused('eve', 403, { body: '', headers: { 'content-length': '0' } })],
  },
  {
    says: 'A page whose socket was closed with 1008 before accept sees error and 1006',
    script: [connect('eve', browser('/close-before-accept')), until('eve', closed())],
    expect: [refused('eve', 403), scriptSees('eve', 'error', 'close 1006')],
  },
  {
    says: 'WebSocketException before accept is the same 403',
    script: [connect('eve', node('/raise-before-accept')), until('eve', responded())],
    expect: [refused('eve', 403, { body: '' })],
  },
  {
    says: 'An endpoint that returns without accept is a 500',
    script: [connect('eve', node('/return-without-accept')), until('eve', responded())],
    expect: [refused('eve', 500)],
  },
  {
    says: 'After accept the code and the reason do arrive, in a page as well',
    script: [
      connect('eve', node('/close-after-accept')),
      until('eve', closed()),
      connect('page', browser('/close-4401-after-accept')),
      until('page', closed()),
    ],
    expect: [
      opened('eve'),
      closedWith('eve', 1008, { reason: 'Unauthorized' }),
      scriptSees('page', 'open', 'close 4401 token expired'),
    ],
  },
  {
    says: 'close() without a code tells the client 1000, which means that all went well',
    script: [connect('eve', node('/close-without-code')), until('eve', closed())],
    expect: [closedWith('eve', 1000)],
  },
  {
    says: 'Without a check anybody gets in, from any page; CORS middleware is not asked',
    script: [connect('eve', browser('/anybody', { page: 'https://evil.example' })), until('eve', received('hi'))],
    expect: [opened('eve'), received('eve', 'hi')],
  },
  {
    says: 'HTTP middleware guards the page and never sees the socket beside it',
    script: [
      request('eve', 'GET', '/guarded/page'),
      connect('eve-socket', node('/guarded/socket')),
      until('eve-socket', closed()),
    ],
    expect: [answered('eve', 401), opened('eve-socket'), received('eve-socket', 'the middleware did not run')],
  },
  {
    says: 'A token in the first message is sound: welcome, 4401 for a bad one, 4408 for silence',
    script: [
      connect('ann', browser('/first-message')),
      until('ann', opened()),
      send('ann', json({ type: 'auth', token: token({ sub: 'ann' }) })),
      until('ann', received({ type: 'welcome' })),
      connect('mallory', browser('/first-message')),
      until('mallory', opened()),
      send('mallory', json({ type: 'auth', token: token({ sub: 'ann' }, { tamper: { sub: 'admin' } }) })),
      until('mallory', closed()),
      connect('eve', browser('/first-message')),
      until('eve', closed(), { within: '5s' }),
    ],
    expect: [
      received('ann', { type: 'welcome', sub: 'ann' }),
      stillOpen('ann'),
      closedWith('mallory', 4401),
      closedWith('eve', 4408, { after: '1s' }),
    ],
  },
  {
    says: 'An open connection outlives its token: nothing closes it',
    script: [
      connect('ann', node(text`/outlives-its-token?token=${token({ sub: 'ann', exp: '1s' })}`)),
      until('ann', opened()),
      send('ann', 'before'),
      until('ann', received('before')),
      wait('2.2s'),
      send('ann', 'after'),
      until('ann', received('after')),
    ],
    expect: [received('ann', 'before: the token is good'), received('ann', 'nothing has happened'), stillOpen('ann')],
  },
];
