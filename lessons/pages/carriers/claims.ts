import {
  answer,
  answered,
  barrier,
  browser,
  closed,
  closedWith,
  connect,
  cookie,
  defineClaims,
  neverAnswered,
  neverReflected,
  node,
  opened,
  readCookies,
  received,
  refused,
  request,
  requested,
  responded,
  scriptSees,
  send,
  server,
  text,
  token,
  until,
} from 'handshake/check';

const here = { template: 'bearer-token', layer: 'server' } as const;
const tap = { node: '24.21.0', ws: '8.23.0', nginx: '1.22.1' };
const both = { Chromium: '156', Firefox: '153' };
const evil = 'https://evil.example';

const header = node('/', { headers: { authorization: token.bearer({ sub: 'ann' }) } });
const subprotocol = { subprotocols: ['chat', token.subprotocol({ sub: 'ann' })] };
const query = text`/?token=${token({ sub: 'ann' })}`;
const cameBy = (client: string, via: string) => [until(client, received({ via }))];
const logIn = request('ann', 'POST', '/login', { page: server.origin });
const fetchTicket = request('ann', 'POST', '/ticket', { page: server.origin });

export default defineClaims({
  'header-who': {
    says: 'A program can send `Authorization: Bearer`, a page cannot.',
    verdict: 'sharpened',
    cites: ['WHATWG WebSockets, the constructor `new WebSocket(url, protocols)`'],
    experiment: {
      ...here,
      script: [connect('program', header), ...cameBy('program', 'header'), connect('page', browser('/'))],
      expect: [
        received('program', { via: 'header', sub: 'ann' }),
        requested('page', { headers: { authorization: null } }),
      ],
    },
  },
  'header-where': {
    says: 'The `Authorization` field stands in no access log of nginx or uvicorn, and in no answer.',
    verdict: 'kept',
    experiment: {
      ...here,
      script: [connect('program', header), ...cameBy('program', 'header'), request('clerk', 'GET', '/log')],
      expect: [neverReflected('program'), answered('clerk', 200, { body: { last: '/' } })],
    },
    measurement: {
      versions: { ...tap, uvicorn: '0.54.0' },
      command: 'a handshake with a token in Authorization, in Cookie and as a subprotocol, default log settings',
      result: 'none of the three stands in a log; a token in the query stands in both.',
    },
  },
  'header-others': {
    says: 'No page makes a browser send a bearer token.',
    verdict: 'kept',
    experiment: {
      ...here,
      script: [
        connect('ann', header),
        ...cameBy('ann', 'header'),
        connect('evil', browser('/', { page: evil, jar: 'ann' })),
        until('evil', closed()),
      ],
      expect: [requested('evil', { headers: { authorization: null, cookie: null } }), closedWith('evil', 4408)],
    },
  },
  'cookie-who': {
    says: 'A browser adds the cookies of a host to a handshake by itself; a program sends them if somebody writes them into it.',
    verdict: 'kept',
    cites: ['WHATWG WebSockets, credentials mode "include"'],
    experiment: {
      ...here,
      script: [
        logIn,
        connect('page', browser('/', { jar: 'ann' })),
        ...cameBy('page', 'cookie'),
        connect('program', node('/', { headers: { cookie: text`__Host-session=${cookie('ann', '__Host-session')}` } })),
        ...cameBy('program', 'cookie'),
      ],
      expect: [received('page', { via: 'cookie', sub: 'ann' }), received('program', { via: 'cookie', sub: 'ann' })],
    },
  },
  'cookie-where': {
    says: 'Scripts of the page do not see an HttpOnly cookie.',
    verdict: 'kept',
    cites: ['RFC 6265 §4.1.2.6'],
    experiment: {
      ...here,
      script: [logIn, connect('page', browser('/', { jar: 'ann' })), ...cameBy('page', 'cookie'), readCookies('page')],
      expect: [opened('page'), scriptSees('page', 'cookies ""')],
    },
  },
  'cookie-others': {
    says: 'A page on another port of the same host opens a socket with a cookie that is SameSite=Strict.',
    verdict: 'corrected',
    cites: ['RFC 6455 §10.2', 'CWE-1385'],
    experiment: {
      ...here,
      script: [
        logIn,
        connect('neighbour', browser('/', { page: 'http://localhost:9999', jar: 'ann' })),
        ...cameBy('neighbour', 'cookie'),
        connect('evil', browser('/', { page: evil, jar: 'ann' })),
        until('evil', closed()),
      ],
      expect: [
        received('neighbour', { via: 'cookie', sub: 'ann' }),
        requested('evil', { headers: { cookie: null } }),
        closedWith('evil', 4408),
      ],
    },
    measurement: {
      versions: both,
      command: 'a page on another port, and one on a sibling host over TLS, each with a Strict cookie with `__Host-`',
      result: 'both browsers send it from both; from a page of another site neither does.',
    },
  },
  'subprotocol-who': {
    says: 'Pages and programs can offer a token as a subprotocol.',
    verdict: 'kept',
    cites: ['RFC 6455 §4.1', 'RFC 9110 §5.6.2'],
    experiment: {
      ...here,
      script: [
        connect('page', browser('/', subprotocol)),
        ...cameBy('page', 'subprotocol'),
        connect('program', node('/', subprotocol)),
        ...cameBy('program', 'subprotocol'),
      ],
      expect: [opened('page', { subprotocol: 'chat' }), opened('program', { subprotocol: 'chat' })],
    },
  },
  'subprotocol-where': {
    says: 'A server that names the first subprotocol that was offered may answer with the token.',
    verdict: 'kept',
    cites: ['RFC 6455 §4.2.2'],
    experiment: {
      ...here,
      script: [
        connect('page', browser('/echo', { subprotocols: [token.subprotocol({ sub: 'ann' }), 'chat'] })),
        ...cameBy('page', 'subprotocol'),
      ],
      expect: [opened('page', { headers: { 'sec-websocket-protocol': /^bearer\.\w/ } })],
    },
  },
  'subprotocol-others': {
    says: 'An offered subprotocol does not come along with the handshake of another page.',
    verdict: 'kept',
    experiment: {
      ...here,
      script: [
        connect('ann', browser('/', subprotocol)),
        ...cameBy('ann', 'subprotocol'),
        connect('evil', browser('/', { page: evil, jar: 'ann' })),
        until('evil', closed()),
      ],
      expect: [requested('evil', { headers: { 'sec-websocket-protocol': null } }), closedWith('evil', 4408)],
    },
  },
  'query-who': {
    says: 'Pages and programs can put a token into the query.',
    verdict: 'kept',
    experiment: {
      ...here,
      script: [
        connect('page', browser(query)),
        ...cameBy('page', 'query'),
        connect('program', node(query)),
        ...cameBy('program', 'query'),
      ],
      expect: [received('page', { via: 'query', sub: 'ann' }), received('program', { via: 'query', sub: 'ann' })],
    },
  },
  'query-where': {
    says: 'Servers and proxies write the query of a handshake to their access logs.',
    verdict: 'sharpened',
    cites: ['RFC 6750 §5.3', 'RFC 9700 §4.3.2'],
    measurement: {
      versions: { nginx: '1.22.1', uvicorn: '0.17.6 and 0.54.0' },
      command: 'GET /ok?token=QUERYTOKEN with Upgrade, default log settings',
      result: 'nginx and uvicorn from 0.19 on write it, also for refused handshakes; uvicorn 0.17.6 did not.',
    },
  },
  'query-others': {
    says: 'Who reads a log line with a token comes in with it.',
    verdict: 'kept',
    cites: ['RFC 6750 §5.1'],
    experiment: {
      ...here,
      script: [
        connect('ann', browser(query)),
        ...cameBy('ann', 'query'),
        request('clerk', 'GET', '/log'),
        connect('clerk', node(answer('clerk', 'last'))),
        ...cameBy('clerk', 'query'),
      ],
      expect: [received('clerk', { via: 'query', sub: 'ann' })],
    },
  },
  'query-size': {
    says: 'Node answers 431 to a handshake whose URL is longer than 16 kB.',
    verdict: 'kept',
    cites: ['RFC 6585 §5', 'Node.js documentation, http.maxHeaderSize'],
    measurement: {
      versions: tap,
      command: 'a handshake with a token of 20,000 bytes in the query',
      result: 'HTTP/1.1 431 Request Header Fields Too Large; the limit is 16 KiB for the whole head.',
    },
  },
  'ticket-who': {
    says: 'A page and a program can both open with a ticket that was fetched before.',
    verdict: 'kept',
    experiment: {
      ...here,
      script: [
        logIn,
        fetchTicket,
        connect('page', browser(text`/?ticket=${answer('ann', 'ticket')}`)),
        ...cameBy('page', 'ticket'),
        fetchTicket,
        connect('program', node(text`/?ticket=${answer('ann', 'ticket')}`)),
        ...cameBy('program', 'ticket'),
      ],
      expect: [received('page', { via: 'ticket' }), received('program', { via: 'ticket' })],
    },
  },
  'ticket-where': {
    says: 'A ticket that stands in a log has been spent.',
    verdict: 'kept',
    experiment: {
      ...here,
      script: [
        logIn,
        fetchTicket,
        connect('ann', browser(text`/?ticket=${answer('ann', 'ticket')}`)),
        ...cameBy('ann', 'ticket'),
        request('clerk', 'GET', '/log'),
        connect('clerk', node(answer('clerk', 'last'))),
        until('clerk', responded()),
      ],
      expect: [opened('ann'), requested('clerk', { target: /ticket=/ }), refused('clerk', 401)],
    },
  },
  'ticket-others': {
    says: 'Whoever may ask for a ticket may come in, so the asking needs the exact Origin check.',
    verdict: 'kept',
    experiment: {
      ...here,
      script: [
        logIn,
        request('neighbour', 'POST', '/ticket', { page: 'http://localhost:9999', jar: 'ann' }),
        request('own', 'POST', '/ticket', { page: server.origin, jar: 'ann' }),
        connect('own', browser(text`/?ticket=${answer('own', 'ticket')}`)),
        ...cameBy('own', 'ticket'),
      ],
      expect: [
        answered('neighbour', 403),
        neverAnswered('neighbour', 'ticket'),
        received('own', { via: 'ticket', sub: 'ann' }),
      ],
    },
  },
  'message-who': {
    says: 'Pages and programs can send a token as the first message.',
    verdict: 'kept',
    cites: ['graphql-ws, PROTOCOL.md: connection_init'],
    experiment: {
      ...here,
      script: [
        connect('page', browser('/')),
        send('page', token({ sub: 'ann' })),
        ...cameBy('page', 'message'),
        connect('program', node('/')),
        send('program', token({ sub: 'ann' })),
        ...cameBy('program', 'message'),
      ],
      expect: [received('page', { via: 'message', sub: 'ann' }), received('program', { via: 'message', sub: 'ann' })],
    },
  },
  'message-where': {
    says: 'With a first message there is no credential in the handshake, so it is in no URL, header field or access log.',
    verdict: 'kept',
    experiment: {
      ...here,
      script: [
        connect('page', browser('/')),
        send('page', token({ sub: 'ann' })),
        ...cameBy('page', 'message'),
        request('clerk', 'GET', '/log'),
      ],
      expect: [
        requested('page', { target: '/', headers: { authorization: null, cookie: null } }),
        answered('clerk', 200, { body: { last: '/' } }),
      ],
    },
  },
  'message-others': {
    says: 'Anybody may hold a socket until the deadline, and no longer.',
    verdict: 'sharpened',
    experiment: {
      ...here,
      script: [connect('evil', browser('/', { page: evil })), until('evil', closed())],
      expect: [opened('evil'), closedWith('evil', 4408, { after: '1s', tolerance: '800ms' })],
    },
  },
  'basic-who': {
    says: 'A page can send `Authorization: Basic`, with user and password in the URL, once the server has asked for it.',
    verdict: 'corrected',
    cites: ['RFC 7617 §2'],
    experiment: {
      ...here,
      script: [connect('page', browser(text`ws://ann:pw-ann@${server.host}/basic`)), ...cameBy('page', 'basic')],
      expect: [received('page', { via: 'basic', sub: 'ann' })],
    },
    measurement: {
      versions: both,
      command: "new WebSocket('ws://user:tok@host/') against a server that answers 401 with a Basic challenge",
      result: 'both browsers come again with `Authorization: Basic dXNlcjp0b2s=`.',
    },
  },
  'basic-where': {
    says: 'nginx writes the user name of Basic to its access log.',
    verdict: 'kept',
    cites: ['nginx documentation, log_format: combined, $remote_user'],
  },
  'basic-others': {
    says: 'Afterwards the browser adds the password to every handshake with that host, without being asked.',
    verdict: 'corrected',
    cites: ['RFC 7617 §2.2'],
    experiment: {
      ...here,
      script: [
        connect('ann', browser(text`ws://ann:pw-ann@${server.host}/basic`)),
        ...cameBy('ann', 'basic'),
        connect('again', browser('/', { jar: 'ann' })),
        ...cameBy('again', 'basic'),
      ],
      expect: [requested('again', { headers: { authorization: /^Basic / } }), received('again', { via: 'basic' })],
    },
    measurement: {
      versions: both,
      command: 'a second `new WebSocket` to the same host, another path, no user in the URL',
      result: 'both browsers send `Authorization: Basic` again, without a challenge.',
    },
  },
  'certificate-who': {
    says: 'RFC 6455 names TLS client authentication among the ways to authenticate a client.',
    verdict: 'kept',
    cites: ['RFC 6455 §10.5'],
  },
  'message-renews': {
    says: 'The same message can bring a fresh token on the open connection.',
    verdict: 'kept',
    experiment: {
      ...here,
      script: [
        connect('ann', browser('/')),
        send('ann', token({ sub: 'ann' }, { name: 'first' })),
        ...cameBy('ann', 'message'),
        send('ann', token({ sub: 'ann' }, { name: 'second' })),
        until('ann', received({ via: 'message' })),
      ],
      expect: [received('ann', { via: 'message', sub: 'ann' }, { times: 2 })],
    },
  },
  'cookie-unseen': {
    says: 'A cookie that is renewed over HTTP does not reach a connection that is open.',
    verdict: 'kept',
    experiment: {
      ...here,
      script: [
        logIn,
        connect('ann', browser('/')),
        ...cameBy('ann', 'cookie'),
        logIn,
        connect('again', browser('/', { jar: 'ann' })),
        ...cameBy('again', 'cookie'),
        barrier('ann'),
      ],
      expect: [received('ann', { via: 'cookie' }, { times: 1 }), received('again', { via: 'cookie' }, { times: 1 })],
    },
  },
});
