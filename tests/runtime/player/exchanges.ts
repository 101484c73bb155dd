import { bytes, closing, frame, handshake, head } from './bytes.ts';
import type { ClientExchange, Exchange, ServerExchange, ServerName, Step } from './exchange.ts';

const host = { Host: 'x' };
const get = (path = '/', fields: Readonly<Record<string, string | undefined>> = {}): string =>
  head(`GET ${path} HTTP/1.1`, { ...host, ...fields });
const last = { Connection: 'close' };

function server(group: string, name: ServerName, list: Readonly<Record<string, readonly Step[]>>): ServerExchange[] {
  return Object.entries(list).map(([title, steps]) => ({
    class: group,
    title: `${group}: ${title}`,
    server: name,
    steps,
  }));
}

function client(
  group: string,
  name: ClientExchange['client'],
  list: Readonly<Record<string, readonly string[]>>,
): ClientExchange[] {
  return Object.entries(list).map(([title, answers]) => ({
    class: group,
    title: `${group}: ${title}`,
    client: name,
    answers,
  }));
}

/** Sends a text and waits until the server has ended the connection. */
const refusedFor = (text: string): readonly Step[] => [{ send: text }, { untilEnd: true }];

/** Sends a text and waits for the end of a head; then the client ends. */
const answeredFor = (text: string, until = '\r\n\r\n'): readonly Step[] => [{ send: text }, { until }];

/** After a good opening handshake. */
const inWebSocket = (...steps: readonly Step[]): readonly Step[] => [
  { send: handshake() },
  { until: '\r\n\r\n' },
  ...steps,
];
const head101 = 129;
const closed: Step = { untilEnd: true };
const close1000: Step = { send: frame(8, closing(1000, 'bye')) };

const handshakes: readonly Exchange[] = [
  ...server('handshake', 'ws', {
    'a good one is answered with 101': answeredFor(handshake()),
    'one of a page carries its origin': answeredFor(handshake({ Origin: 'http://page.example', Cookie: 'a=1' })),
    'Connection may list more': answeredFor(handshake({ Connection: 'keep-alive, Upgrade' })),
    'Upgrade in capitals': answeredFor(handshake({ Upgrade: 'WebSocket' })),
    'no key': refusedFor(handshake({ 'Sec-WebSocket-Key': undefined })),
    'a short key': refusedFor(handshake({ 'Sec-WebSocket-Key': 'c2hvcnQ=' })),
    'version 12': refusedFor(handshake({ 'Sec-WebSocket-Version': '12' })),
    'version 8 is taken': answeredFor(
      handshake({ 'Sec-WebSocket-Version': '8', 'Sec-WebSocket-Origin': 'http://old.example' }),
    ),
    'no version': refusedFor(handshake({ 'Sec-WebSocket-Version': undefined })),
    'POST instead of GET': refusedFor(handshake({}, 'POST /chat HTTP/1.1')),
    'another protocol to upgrade to': refusedFor(handshake({ Upgrade: 'h2c' })),
    'no Upgrade at all': [{ send: handshake({ Upgrade: undefined, Connection: 'close' }) }, { untilEnd: true }],
    'a bad list of subprotocols': refusedFor(handshake({ 'Sec-WebSocket-Protocol': 'chat,,chat' })),
    'an extension that is not known': answeredFor(handshake({ 'Sec-WebSocket-Extensions': 'x-unknown' })),
    'a request target in absolute form': answeredFor(handshake({}, 'GET http://server.example.com/chat?x=1 HTTP/1.1')),
    'HTTP/1.0': answeredFor(handshake({}, 'GET /chat HTTP/1.0')),
    'a frame in the same packet': [{ send: handshake() + frame(1, 'early') + frame(8, closing(1000)) }, closed],
    'delivered byte by byte': [
      { drip: handshake() },
      { until: '\r\n\r\n' },
      { drip: frame(1, 'slow') },
      { untilLength: head101 + 6 },
      close1000,
      closed,
    ],
  }),
  ...server('handshake', 'ws-subprotocol', {
    'a subprotocol is chosen': answeredFor(handshake({ 'Sec-WebSocket-Protocol': 'chat.v1, chat.v2' })),
    'none of the subprotocols fits': answeredFor(handshake({ 'Sec-WebSocket-Protocol': 'other' })),
  }),
  ...server('handshake', 'ws-verify', {
    'refused with status, words and a field': refusedFor(handshake()),
    'accepted after verification': answeredFor(handshake({}, 'GET /chat?token=good HTTP/1.1')),
  }),
  ...server('handshake', 'ws-raw-upgrade', {
    'an upgrade without a token gets 401': refusedFor(handshake()),
    'bytes after the head reach the upgraded socket': [
      { send: `${handshake({ Authorization: 'Bearer good' })}first` },
      { until: '\r\n\r\n' },
      { send: 'second' },
      { until: 'second' },
    ],
    CONNECT: refusedFor(head('CONNECT example.com:443 HTTP/1.1', host)),
    'a plain request beside': answeredFor(get('/', last), 'no upgrade'),
  }),
];

const methods: readonly Exchange[] = server('method', 'http', {
  ...Object.fromEntries(
    ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH', 'PROPFIND', 'QUERY'].map((method) => [
      method,
      [{ send: head(`${method} /path HTTP/1.1`, { ...host, ...last }) }, { untilEnd: true }] as const,
    ]),
  ),
  'in small letters': refusedFor(head('get / HTTP/1.1', host)),
  'that nobody knows': refusedFor(head('BREW / HTTP/1.1', host)),
  'HTTP/1.0 closes': refusedFor(head('GET / HTTP/1.0', {})),
  'HTTP/1.0 with keep-alive': answeredFor(head('GET / HTTP/1.0', { Connection: 'keep-alive' }), 'GET / 0'),
  'HTTP/2.0 in the first line': refusedFor(head('GET / HTTP/2.0', host)),
  'HTTP/9.9': refusedFor(head('GET / HTTP/9.9', host)),
  'no version': refusedFor('GET /\r\n\r\n'),
  'the preface of HTTP/2': refusedFor('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  'OPTIONS with an asterisk': refusedFor(head('OPTIONS * HTTP/1.1', { ...host, ...last })),
});

const heads: readonly Exchange[] = [
  ...server('head', 'http', {
    'Transfer-Encoding without a value': refusedFor(get('/', { 'Transfer-Encoding': '', X: 'y' })),
    'Transfer-Encoding without a value, last': refusedFor(get('/', { 'Transfer-Encoding': ' ' })),
    'Transfer-Encoding twice, once without a value': refusedFor(
      'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding:\r\n\r\n0\r\n\r\n',
    ),
    'no Host': refusedFor('GET / HTTP/1.1\r\n\r\n'),
    'two Hosts': refusedFor('GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n'),
    'NUL in a value': refusedFor('GET / HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n'),
    'NUL in a name': refusedFor('GET / HTTP/1.1\r\nHost: x\r\nX\0: a\r\n\r\n'),
    'a bare line feed': refusedFor('GET / HTTP/1.1\nHost: x\n\n'),
    'a bare carriage return': refusedFor('GET / HTTP/1.1\r\nHost: x\r\nX: a\rb\r\n\r\n'),
    'a folded line': refusedFor('GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n'),
    'a blank before the colon': refusedFor('GET / HTTP/1.1\r\nHost : x\r\n\r\n'),
    'a name with a blank': refusedFor('GET / HTTP/1.1\r\nHost: x\r\nBad Name: y\r\n\r\n'),
    'an empty name': refusedFor('GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n'),
    'an empty value': refusedFor(get('/', { ...last, 'X-Empty': '' })),
    'blanks around a value': refusedFor(get('/', { ...last, 'X-Blank': ' \t a b \t ' })),
    'bytes above 127 in a value': refusedFor(get('/', { ...last, 'X-Latin': bytes(0xe4, 0xff) })),
    'a control character in the target': refusedFor('GET /a\x01b HTTP/1.1\r\nHost: x\r\n\r\n'),
    'blanks in the target': refusedFor('GET /a b HTTP/1.1\r\nHost: x\r\n\r\n'),
    'bytes above 127 in the target': refusedFor(
      `GET /${bytes(0xc3, 0xa4)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    ),
    'empty lines before the request': refusedFor(`\r\n\r\n${get('/', last)}`),
    'no bytes at all': [{ fin: true }, { untilEnd: true }],
    'half a head, then the end': [{ send: 'GET / HTTP/1.1\r\nHo' }, { fin: true }, { untilEnd: true }],
    'something that is no HTTP': refusedFor('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'),
    'both lengths': refusedFor(
      `${head('POST / HTTP/1.1', { ...host, 'Content-Length': '3', 'Transfer-Encoding': 'chunked' })}0\r\n\r\n`,
    ),
    'two lengths': refusedFor('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc'),
    'a length that is no number': refusedFor(head('POST / HTTP/1.1', { ...host, 'Content-Length': '3x' })),
    'a negative length': refusedFor(head('POST / HTTP/1.1', { ...host, 'Content-Length': '-1' })),
    'a huge length': refusedFor(head('POST / HTTP/1.1', { ...host, 'Content-Length': '99999999999999999999' })),
    'fields that come more than once': refusedFor(
      'GET / HTTP/1.1\r\nHost: x\r\nCookie: a=1\r\nCookie: b=2\r\nAccept: a\r\nAccept: b\r\nAuthorization: 1\r\nAuthorization: 2\r\nConnection: close\r\n\r\n',
    ),
    'a name that objects have': refusedFor(
      get('/', { ...last, __proto__x: '1', constructor: '2', toString: '3' } as Record<string, string>),
    ),
    'the largest head that fits': refusedFor(get('/', { ...last, 'X-Long': 'a'.repeat(16_000) })),
    'a head that is too large': refusedFor(get('/', { 'X-Long': 'a'.repeat(20_000) })),
    'a target that is too long': refusedFor(head(`GET /${'a'.repeat(20_000)} HTTP/1.1`, host)),
    'very many fields': refusedFor(`GET / HTTP/1.1\r\nHost: x\r\n${'A: b\r\n'.repeat(2500)}Connection: close\r\n\r\n`),
    'forty fields': refusedFor(
      `GET / HTTP/1.1\r\nHost: x\r\n${Array.from({ length: 40 }, (_, i) => `X-${i}: ${i}\r\n`).join('')}Connection: close\r\n\r\n`,
    ),
    'drip by drip': [{ drip: get('/', last) }, { untilEnd: true }],
  }),
  ...server('head', 'http-small-heads', {
    'a head over the limit of this server': refusedFor(get('/', { 'X-Long': 'a'.repeat(300) })),
    'a head below it': refusedFor(get('/', { ...last, 'X-Long': 'a'.repeat(100) })),
  }),
  ...server('head', 'http-lenient', {
    'the lenient parser takes a folded line': refusedFor(
      'GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\nConnection: close\r\n\r\n',
    ),
    'the lenient parser takes both lengths': refusedFor(
      `${head('POST / HTTP/1.1', { ...host, ...last, 'Content-Length': '3', 'Transfer-Encoding': 'chunked' })}3\r\nabc\r\n0\r\n\r\n`,
    ),
  }),
];

const chunked = (path: string, body: string, fields: Readonly<Record<string, string>> = last): string =>
  head(`POST ${path} HTTP/1.1`, { ...host, ...fields, 'Transfer-Encoding': 'chunked' }) + body;

const bodies: readonly Exchange[] = [
  ...server('body', 'http', {
    'with a length': refusedFor(`${head('POST /post HTTP/1.1', { ...host, ...last, 'Content-Length': '5' })}hello`),
    'longer than its length': refusedFor(
      `${head('POST /post HTTP/1.1', { ...host, 'Content-Length': '5' })}hello world`,
    ),
    'shorter than its length, then the end': [
      { send: `${head('POST /post HTTP/1.1', { ...host, 'Content-Length': '50' })}hello` },
      { fin: true },
      { untilEnd: true },
    ],
    'of a GET': refusedFor(`${get('/', { ...last, 'Content-Length': '3' })}abc`),
    'of many bytes': refusedFor(
      `${head('POST /post HTTP/1.1', { ...host, ...last, 'Content-Length': '150000' })}${'b'.repeat(150_000)}`,
    ),
    'in pieces': [
      { send: head('POST /post HTTP/1.1', { ...host, ...last, 'Content-Length': '6' }) },
      { drip: 'abc' },
      { send: 'def' },
      { untilEnd: true },
    ],
  }),
  ...server('chunked', 'http', {
    'two chunks': refusedFor(chunked('/post', '5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n')),
    'with extensions and trailers': refusedFor(chunked('/post', '5;a=b;c="d"\r\nhello\r\n0\r\nX-Sum: 5\r\n\r\n')),
    'sizes in capitals and with zeros': refusedFor(chunked('/post', '0000A\r\n0123456789\r\n0\r\n\r\n')),
    'a size that is no number': refusedFor(chunked('/post', 'zz\r\nhello\r\n0\r\n\r\n')),
    'no line end after a chunk': refusedFor(chunked('/post', '5\r\nhello0\r\n\r\n')),
    'a size that is too large': refusedFor(chunked('/post', 'fffffffffffffffff\r\n')),
    'a bare line feed after a size': refusedFor(chunked('/post', '5\nhello\r\n0\r\n\r\n')),
    'another coding after it': refusedFor(head('POST / HTTP/1.1', { ...host, 'Transfer-Encoding': 'chunked, gzip' })),
    'another coding before it': refusedFor(
      `${head('POST / HTTP/1.1', { ...host, ...last, 'Transfer-Encoding': 'gzip, chunked' })}0\r\n\r\n`,
    ),
    'a coding that nobody knows': refusedFor(head('POST / HTTP/1.1', { ...host, 'Transfer-Encoding': 'identity' })),
    'drip by drip': [{ drip: chunked('/post', '5\r\nhello\r\n0\r\n\r\n') }, { untilEnd: true }],
    'cut off in a chunk': [{ send: chunked('/post', '5\r\nhe') }, { fin: true }, { untilEnd: true }],
  }),
  ...server('answer', 'http', {
    'in chunks': refusedFor(get('/chunked', last)),
    'in chunks, kept alive': answeredFor(get('/chunked'), '0\r\n\r\n'),
    'in chunks for HTTP/1.0': refusedFor(head('GET /chunked HTTP/1.0', {})),
    'with trailers': refusedFor(get('/trailers', last)),
    'without content': refusedFor(get('/no-content', last)),
    'not modified': refusedFor(get('/not-modified', last)),
    'that closes': refusedFor(get('/close')),
    'with fields twice and cookies': refusedFor(get('/cookies', last)),
    'with early hints': refusedFor(get('/early-hints', last)),
    'with a length': refusedFor(get('/length', last)),
    'to HEAD has no body': refusedFor(head('HEAD /length HTTP/1.1', { ...host, ...last })),
    'of many bytes': refusedFor(get('/large', last)),
  }),
  ...server('pipelining', 'http', {
    'three requests in one packet': [{ send: get('/1') + get('/2') + get('/3', last) }, { untilEnd: true }],
    'a body between two requests': [
      { send: `${head('POST /1 HTTP/1.1', { ...host, 'Content-Length': '3' })}abc${get('/2', last)}` },
      { untilEnd: true },
    ],
    'after a request that closes': [{ send: get('/1', last) + get('/2') }, { untilEnd: true }],
    'a bad request after a good one': [{ send: `${get('/1')}nonsense\r\n\r\n` }, { untilEnd: true }],
    'one after the other': [{ send: get('/1') }, { until: 'GET /1 0' }, { send: get('/2', last) }, { untilEnd: true }],
    'the client ends before the answer': [{ send: get('/chunked') }, { fin: true }, { untilEnd: true }],
  }),
  ...server('100-continue', 'http', {
    'the server asks for the body': [
      { send: head('POST /post HTTP/1.1', { ...host, ...last, Expect: '100-continue', 'Content-Length': '4' }) },
      { until: '100 Continue' },
      { send: 'body' },
      { untilEnd: true },
    ],
    'the body comes at once': refusedFor(
      `${head('POST /post HTTP/1.1', { ...host, ...last, Expect: '100-continue', 'Content-Length': '4' })}body`,
    ),
    'another expectation': refusedFor(
      head('POST /post HTTP/1.1', { ...host, ...last, Expect: 'miracles', 'Content-Length': '0' }),
    ),
  }),
  ...server('100-continue', 'http-continue', {
    'the program decides for the body': [
      { send: head('POST /post HTTP/1.1', { ...host, ...last, Expect: '100-continue', 'Content-Length': '4' }) },
      { until: '100 Continue' },
      { send: 'body' },
      { untilEnd: true },
    ],
    'the program decides against it': refusedFor(
      head('POST /refuse HTTP/1.1', { ...host, Expect: '100-continue', 'Content-Length': '4' }),
    ),
    'the program sees another expectation': refusedFor(
      head('POST /post HTTP/1.1', { ...host, ...last, Expect: 'miracles', 'Content-Length': '0' }),
    ),
  }),
];

const endings: readonly Exchange[] = [
  ...server('timeout', 'http-timeouts', {
    'a head that never ends': refusedFor('GET / HTTP/1.1\r\nHost: x\r\n'),
    'a body that never ends': refusedFor(`${head('POST /post HTTP/1.1', { ...host, 'Content-Length': '10' })}abc`),
    'a connection kept alive for nothing': [{ send: get('/') }, { untilEnd: true }],
    'a connection that says nothing': [{ untilEnd: true }],
    'a second head that never ends': [{ send: get('/') }, { until: 'GET / 0' }, { send: 'GET /' }, { untilEnd: true }],
  }),
  ...server('half-close', 'net-half-open', {
    'the server writes after the end of the client': [{ send: 'abc' }, { fin: true }, { untilEnd: true }],
    'an end without a byte': [{ fin: true }, { untilEnd: true }],
    'much before the end': [{ send: 'm'.repeat(3_000_000) }, { fin: true }, { untilEnd: true }],
  }),
  ...server('half-close', 'http', {
    'the client ends after its request': [{ send: get('/') }, { fin: true }, { untilEnd: true }],
    'the client ends while the answer is under way': [{ send: get('/large') }, { fin: true }, { untilEnd: true }],
  }),
  ...server('reset', 'http', {
    'before a byte': [{ untilServer: 'connection' }, { reset: true }],
    'while the server thinks': [{ send: get('/hang') }, { untilServer: 'request' }, { reset: true }],
    'after the answer': [{ send: get('/') }, { until: 'GET / 0' }, { reset: true }],
  }),
  ...server('reset', 'ws', {
    'after the opening handshake': inWebSocket({ reset: true }),
    'in the middle of a frame': inWebSocket({ send: frame(1, 'hello').slice(0, 5) }, { reset: true }),
  }),
];

const frames: readonly Exchange[] = [
  ...server('frame', 'ws', {
    'masked text is echoed': inWebSocket({ send: frame(1, 'Hello') }, { untilLength: head101 + 7 }, close1000, closed),
    'binary is echoed': inWebSocket(
      { send: frame(2, bytes(0, 1, 254, 255)) },
      { untilLength: head101 + 6 },
      close1000,
      closed,
    ),
    'an empty message': inWebSocket({ send: frame(1, '') }, { untilLength: head101 + 2 }, close1000, closed),
    'of 125 bytes': inWebSocket({ send: frame(1, 'a'.repeat(125)) }, { untilLength: head101 + 127 }, close1000, closed),
    'of 126 bytes': inWebSocket({ send: frame(1, 'a'.repeat(126)) }, { untilLength: head101 + 130 }, close1000, closed),
    'of 65,536 bytes': inWebSocket(
      { send: frame(2, 'b'.repeat(65_536)) },
      { untilLength: head101 + 65_546 },
      close1000,
      closed,
    ),
    'of 2 MiB': inWebSocket(
      { send: frame(2, 'c'.repeat(2 << 20)) },
      { untilLength: head101 + (2 << 20) + 10 },
      close1000,
      closed,
    ),
    'a short length in 16 bits': inWebSocket(
      { send: frame(1, 'abc', { lengthBits: 16 }) },
      { untilLength: head101 + 5 },
      close1000,
      closed,
    ),
    'a short length in 64 bits': inWebSocket(
      { send: frame(1, 'abc', { lengthBits: 64 }) },
      { untilLength: head101 + 5 },
      close1000,
      closed,
    ),
    'a length over 2^53': inWebSocket({ send: bytes(0x81, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0) }, closed),
    'not masked': inWebSocket({ send: frame(1, 'Hello', { masked: false }) }, closed),
    'a reserved bit': inWebSocket({ send: frame(1, 'Hello', { rsv: 4 }) }, closed),
    'another reserved bit': inWebSocket({ send: frame(1, 'Hello', { rsv: 1 }) }, closed),
    'a reserved opcode': inWebSocket({ send: frame(3, 'Hello') }, closed),
    'a reserved control opcode': inWebSocket({ send: frame(11, '') }, closed),
    fragments: inWebSocket(
      { send: frame(1, 'Hel', { fin: false }) + frame(0, 'l', { fin: false }) + frame(0, 'o') },
      { untilLength: head101 + 7 },
      close1000,
      closed,
    ),
    'a ping between fragments': inWebSocket(
      { send: frame(1, 'Hel', { fin: false }) + frame(9, 'p') + frame(0, 'lo') },
      { untilLength: head101 + 10 },
      close1000,
      closed,
    ),
    'a continuation of nothing': inWebSocket({ send: frame(0, 'lo') }, closed),
    'a new message inside fragments': inWebSocket({ send: frame(1, 'Hel', { fin: false }) + frame(1, 'lo') }, closed),
    'a ping is answered': inWebSocket(
      { send: frame(9, 'are you there') },
      { untilLength: head101 + 15 },
      close1000,
      closed,
    ),
    'a pong nobody asked for': inWebSocket({ send: frame(10, 'here') }, { untilServer: 'pong' }, close1000, closed),
    'a ping that is too long': inWebSocket({ send: frame(9, 'p'.repeat(126)) }, closed),
    'a ping in fragments': inWebSocket({ send: frame(9, 'p', { fin: false }) }, closed),
    'text that is no UTF-8': inWebSocket(
      { send: frame(1, bytes(0xce, 0xba, 0xe1, 0xbd, 0xb9, 0xcf, 0x83, 0xce, 0xbc, 0xce, 0xb5, 0xed, 0xa0, 0x80)) },
      closed,
    ),
    'many in one packet': inWebSocket(
      { send: frame(1, 'a') + frame(1, 'b') + frame(1, 'c') + frame(8, closing(1000)) },
      closed,
    ),
    'byte by byte': inWebSocket({ drip: frame(1, 'Hello') + frame(8, closing(1000)) }, closed),
  }),
  ...server('frame', 'ws-small', {
    'longer than the server takes': inWebSocket({ send: frame(1, 'x'.repeat(65)) }, closed),
    'fragments longer than the server takes': inWebSocket(
      { send: frame(1, 'x'.repeat(40), { fin: false }) + frame(0, 'x'.repeat(40)) },
      closed,
    ),
    'a length that is claimed only': inWebSocket({ send: frame(1, 'x', { claims: 1_000_000 }) }, closed),
  }),
  ...server('close', 'ws', {
    'with code and reason': inWebSocket({ send: frame(8, closing(4401, 'bad token')) }, closed),
    'without a code': inWebSocket({ send: frame(8, '') }, closed),
    'with one byte': inWebSocket({ send: frame(8, 'x') }, closed),
    'with 1005': inWebSocket({ send: frame(8, closing(1005)) }, closed),
    'with 999': inWebSocket({ send: frame(8, closing(999)) }, closed),
    'with 5000': inWebSocket({ send: frame(8, closing(5000)) }, closed),
    'with 1014': inWebSocket({ send: frame(8, closing(1014)) }, closed),
    'with a reason that is no UTF-8': inWebSocket({ send: frame(8, closing(1000, bytes(0xff, 0xfe))) }, closed),
    'data after it is ignored': inWebSocket({ send: frame(8, closing(1000)) + frame(1, 'late') }, closed),
    'the connection ends without it': inWebSocket({ fin: true }, closed),
    'the connection ends inside a frame': inWebSocket({ send: frame(1, 'hello').slice(0, 4) }, { fin: true }, closed),
  }),
];

/** "Hello", deflated (RFC 7692 §7.2.3.1). */
const deflatedHello = bytes(0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00);
const offer = 'Sec-WebSocket-Extensions';
const inDeflate = (parameters: string, ...steps: readonly Step[]): readonly Step[] => [
  { send: handshake({ [offer]: `permessage-deflate${parameters}` }) },
  { until: '\r\n\r\n' },
  ...steps,
];

const deflates: readonly Exchange[] = server('deflate', 'ws-deflate', {
  'is negotiated': inDeflate(''),
  'with client_max_window_bits': inDeflate('; client_max_window_bits'),
  'with server_max_window_bits': inDeflate('; server_max_window_bits=10; server_no_context_takeover'),
  'with a parameter that is wrong': [
    { send: handshake({ [offer]: 'permessage-deflate; server_max_window_bits=99' }) },
    { untilEnd: true },
  ],
  'with a parameter that nobody knows': [
    { send: handshake({ [offer]: 'permessage-deflate; what' }) },
    { untilEnd: true },
  ],
  'inflates a message': inDeflate(
    '',
    { send: frame(1, deflatedHello, { rsv: 4 }) },
    { untilServer: 'message' },
    close1000,
    closed,
  ),
  'inflates the same message twice': inDeflate(
    '',
    { send: frame(1, deflatedHello, { rsv: 4 }) },
    { untilServer: 'message' },
    { send: frame(1, deflatedHello, { rsv: 4 }) },
    { untilServer: 'message false 5 Hello' },
    close1000,
    closed,
  ),
  'inflates fragments': inDeflate(
    '',
    { send: frame(1, deflatedHello.slice(0, 3), { rsv: 4, fin: false }) + frame(0, deflatedHello.slice(3)) },
    { untilServer: 'message' },
    close1000,
    closed,
  ),
  'takes a message that is not deflated': inDeflate(
    '',
    { send: frame(1, 'plain') },
    { untilServer: 'message' },
    close1000,
    closed,
  ),
  'refuses what does not inflate': inDeflate('', { send: frame(1, bytes(0xff, 0xff, 0xff, 0xff), { rsv: 4 }) }, closed),
  'refuses the bit on a control frame': inDeflate('', { send: frame(9, '', { rsv: 4 }) }, closed),
});

const okHead = (fields: Readonly<Record<string, string>>, line = 'HTTP/1.1 200 OK'): string => head(line, fields);
const switching = (fields: Readonly<Record<string, string | undefined>> = {}): string =>
  head('HTTP/1.1 101 Switching Protocols', {
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Accept': 'ACCEPT',
    ...fields,
  });

const clients: readonly Exchange[] = [
  ...client('client', 'http', {
    'reads a body with a length': [`${okHead({ 'Content-Length': '5' })}hello`, ''],
    'reads a body in chunks with trailers': [
      `${okHead({ 'Transfer-Encoding': 'chunked' })}5\r\nhello\r\n0\r\nX-Sum: 5\r\n\r\n`,
      '',
    ],
    'reads a body until the end': [`${okHead({})}to the end`, ''],
    'reads HTTP/1.0': [`${okHead({}, 'HTTP/1.0 200 OK')}old`, ''],
    'reads a status without words': [`${okHead({ 'Content-Length': '0' }, 'HTTP/1.1 299 ')}`, ''],
    'passes over 102 and 103': [
      `${okHead({}, 'HTTP/1.1 102 Processing')}${okHead({}, 'HTTP/1.1 103 Early Hints')}${okHead({ 'Content-Length': '2' })}ok`,
      '',
    ],
    'fails on a body that is cut off': [`${okHead({ 'Content-Length': '50' })}hello`, ''],
    'fails on a reset': [`${okHead({ 'Content-Length': '50' })}hello`, 'reset'],
    'fails on a reset before the head': ['reset'],
    'fails on an end before the head': [''],
    'fails on something that is no HTTP': ['SSH-2.0-OpenSSH_9.9\r\n', ''],
    'fails on a bare line feed': ['HTTP/1.1 200 OK\nContent-Length: 0\n\n', ''],
    'fails on both lengths': [`${okHead({ 'Content-Length': '3', 'Transfer-Encoding': 'chunked' })}0\r\n\r\n`, ''],
    'fails on a bad chunk': [`${okHead({ 'Transfer-Encoding': 'chunked' })}zz\r\n`, ''],
    'fails on a head that is too large': [`${okHead({ 'X-Long': 'a'.repeat(20_000) })}`, ''],
    'fails on an upgrade it did not ask for': [
      `${okHead({ Connection: 'Upgrade', Upgrade: 'raw' }, 'HTTP/1.1 101 Switching Protocols')}`,
      '',
    ],
    'keeps cookies apart': [
      'HTTP/1.1 204 No Content\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nX: 1\r\nX: 2\r\n\r\n',
      '',
    ],
  }),
  ...client('client', 'http-keep-alive', {
    'keeps the connection for the next request': [`${okHead({ 'Content-Length': '2', Connection: 'keep-alive' })}ok`],
  }),
  ...client('client', 'http-expect', {
    'sends the body after 100': [okHead({}, 'HTTP/1.1 100 Continue'), `${okHead({ 'Content-Length': '2' })}ok`, ''],
  }),
  ...client('client', 'http-upgrade', {
    'is handed the socket and the first bytes': [
      `${okHead({ Connection: 'Upgrade', Upgrade: 'raw' }, 'HTTP/1.1 101 Switching Protocols')}first`,
      '',
    ],
    'is refused with 401': [
      `${okHead({ 'Content-Length': '0', Connection: 'close' }, 'HTTP/1.1 401 Unauthorized')}`,
      '',
    ],
  }),
  ...client('ws client', 'ws', {
    'opens, reads and is closed': [
      switching({ 'Sec-WebSocket-Protocol': 'chat.v2' }) +
        frame(1, 'hi', { masked: false }) +
        frame(8, closing(4001, 'go'), { masked: false }),
      '',
    ],
    'refuses a wrong accept': [switching({ 'Sec-WebSocket-Accept': 'wrong' }), ''],
    'refuses a missing upgrade': [switching({ Upgrade: undefined }), ''],
    'refuses a subprotocol that it did not offer': [switching({ 'Sec-WebSocket-Protocol': 'other' }), ''],
    'refuses no subprotocol at all': [switching(), ''],
    'refuses an extension that it did not offer': [
      switching({ 'Sec-WebSocket-Protocol': 'chat.v2', 'Sec-WebSocket-Extensions': 'permessage-deflate' }),
      '',
    ],
    'is refused with 401': [okHead({ 'Content-Length': '0' }, 'HTTP/1.1 401 Unauthorized'), ''],
    'fails on a masked frame': [switching({ 'Sec-WebSocket-Protocol': 'chat.v2' }) + frame(1, 'hi'), ''],
    'sees a connection that ends without a close frame': [switching({ 'Sec-WebSocket-Protocol': 'chat.v2' }), ''],
    'sees a reset': [switching({ 'Sec-WebSocket-Protocol': 'chat.v2' }), 'reset'],
  }),
  ...client('ws client', 'ws-deflate', {
    'reads a deflated message': [
      switching({ 'Sec-WebSocket-Protocol': 'chat.v2', 'Sec-WebSocket-Extensions': 'permessage-deflate' }) +
        frame(1, deflatedHello, { masked: false, rsv: 4 }) +
        frame(8, closing(1000), { masked: false }),
      '',
    ],
  }),
];

/** Every exchange that native Node and the runtime must perform alike. */
export const exchanges: readonly Exchange[] = [
  ...handshakes,
  ...methods,
  ...heads,
  ...bodies,
  ...endings,
  ...frames,
  ...deflates,
  ...clients,
];
