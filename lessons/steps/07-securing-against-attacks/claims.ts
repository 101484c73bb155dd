import {
  answer,
  browser,
  connect,
  cookie,
  defineClaims,
  ended,
  halfHead,
  hex,
  json,
  neverReceived,
  node,
  opened,
  raw,
  received,
  refused,
  repeat,
  request,
  requested,
  responded,
  sendBytes,
  server,
  statuses,
  text,
  until,
  wait,
} from 'handshake/check';

const logIn = request('ann', 'POST', '/login', {
  page: server.origin,
  body: json({ user: 'ann', password: 'pw-ann' }),
});
const sessionOfAnn = text`__Host-session=${cookie('ann', '__Host-session')}`;
const otherPort = 'http://localhost:9999';

/** Says 101 to everybody and tells them their Origin. */
const ECHO_ORIGIN = `import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const server = createServer();
const wss = new WebSocketServer({ server });
wss.on('connection', (ws, request) => ws.send(\`you come from \${request.headers.origin}\`));
server.listen(Number(process.env.PORT ?? 8080), '::');
`;

/** Holds every connection that has not finished its request. */
const PATIENT = `import { createServer } from 'node:http';

createServer((_request, response) => response.writeHead(200, { Connection: 'close' }).end()).listen(Number(process.env.PORT ?? 8080), '::');
`;

export default defineClaims({
  'strict-cookie-goes-along': {
    says: 'A page on another port of the same host opens a socket with the user’s SameSite=Strict cookie, and reads what comes.',
    verdict: 'corrected',
    cites: ['RFC 6265bis §5.2', 'RFC 6265bis §8.5'],
    experiment: {
      template: 'one-time-ticket',
      layer: 'exercise',
      clock: true,
      script: [
        logIn,
        connect('mallory', browser('/', { page: otherPort, jar: 'ann' })),
        until('mallory', received('secret')),
        connect('evil', browser('/', { page: 'https://evil.example', jar: 'ann' })),
        until('evil', responded()),
      ],
      expect: [
        requested('mallory', { headers: { cookie: /__Host-session=/, origin: otherPort } }),
        received('mallory', 'secret of ann: 4321 EUR'),
        requested('evil', { headers: { cookie: null } }),
        neverReceived('evil', 'secret'),
      ],
    },
    measurement: {
      versions: { Chromium: '156', Firefox: '153' },
      command:
        'A page on http://localhost:18099 opens a socket to the lab on another port; likewise a sibling host over wss',
      result: 'Both browsers send the Strict cookie, also with the prefix __Host-; a page of another site sends none.',
    },
  },
  'site-is-coarse': {
    says: 'Same site means the same scheme and registrable domain; ports and subdomains do not count.',
    verdict: 'sharpened',
    cites: ['RFC 6265bis §5.2', 'HTML Standard, "same site"'],
    measurement: {
      versions: { Chromium: '156', Firefox: '153' },
      command: 'a page at each address opens a WebSocket to wss://app.bank.test:8443, where ann has a Strict cookie',
      result:
        'Sent from app.bank.test on another port and from blog.bank.test, in both browsers; from http://app.bank.test in Firefox alone.',
    },
  },
  'no-preflight': {
    says: 'A page’s handshake to another origin is sent without a preflight, and no CORS header is needed for it to open.',
    verdict: 'corrected',
    cites: ['WHATWG WebSockets §2'],
    experiment: {
      template: 'one-time-ticket',
      files: { 'server.ts': ECHO_ORIGIN },
      script: [connect('page', browser('/', { page: 'https://evil.example' })), until('page', received('you come'))],
      expect: [
        opened('page', { headers: { 'access-control-allow-origin': null } }),
        received('page', 'you come from https://evil.example'),
      ],
    },
  },
  'origin-always-there': {
    says: 'A page’s handshake always has the page’s Origin.',
    verdict: 'kept',
    cites: ['RFC 6455 §4.1', 'RFC 6455 §10.2'],
    experiment: {
      template: 'one-time-ticket',
      files: { 'server.ts': ECHO_ORIGIN },
      script: [
        connect('own', browser('/')),
        until('own', received('you come')),
        connect('sandboxed', browser('/', { page: 'null' })),
        until('sandboxed', received('you come')),
      ],
      expect: [
        requested('own', { headers: { origin: /^http:\/\/localhost:\d+$/ } }),
        received('sandboxed', 'you come from null'),
      ],
    },
  },
  'prefix-lets-in': {
    says: 'An Origin check by `startsWith` lets in a host that begins with yours.',
    verdict: 'kept',
    cites: ['CWE-1385'],
    experiment: {
      template: 'one-time-ticket',
      layer: 'mutants/origin-by-prefix',
      clock: true,
      script: [
        logIn,
        connect(
          'mallory',
          node('/', { origin: text`${server.origin}.evil.example`, headers: { cookie: sessionOfAnn } }),
        ),
        until('mallory', received('secret')),
      ],
      expect: [opened('mallory'), received('mallory', 'secret of ann')],
    },
  },
  'cors-middleware-skips': {
    says: 'CORSMiddleware and what is added with `@app.middleware("http")` do not run for WebSockets in FastAPI.',
    verdict: 'corrected',
    cites: ['Starlette, middleware/cors.py and base.py: scope["type"] != "http"'],
    measurement: {
      versions: { FastAPI: '0.92.0 and 0.142.2', Starlette: '0.26.1 and 1.7.0' },
      command: 'CORSMiddleware(allow_origins=["https://good.example"]), handshake with Origin: https://evil.example',
      result: 'HTTP/1.1 101 Switching Protocols, then the endpoint’s first message.',
    },
  },
  'program-forges-origin': {
    says: 'A program sends any Origin that it likes.',
    verdict: 'kept',
    cites: ['RFC 6455 §10.1'],
    experiment: {
      template: 'one-time-ticket',
      layer: 'solution',
      clock: true,
      script: [connect('program', node('/?ticket=guessed', { origin: server.origin })), until('program', responded())],
      expect: [requested('program', { headers: { origin: /^http:\/\/localhost:\d+$/ } }), refused('program', 401)],
    },
  },
  'query-is-logged': {
    says: 'Servers and proxies write the query of a handshake to their access logs.',
    verdict: 'sharpened',
    cites: ['RFC 6750 §5.3', 'RFC 9700 §4.3.2'],
    measurement: {
      versions: { nginx: '1.22.1', uvicorn: '0.17.6 and 0.54.0' },
      command: 'GET /ok?token=QUERYTOKEN with Upgrade, through nginx with its default log format; and uvicorn directly',
      result:
        'nginx: "GET /ok?token=QUERYTOKEN HTTP/1.1" 101, also for refused ones. uvicorn from 0.19.0 on logs it, 0.17.6 did not.',
    },
  },
  'history-has-no-sockets': {
    says: 'The URL of a WebSocket is not kept in the browser’s history or cache.',
    verdict: 'corrected',
    cites: ['WHATWG WebSockets, establish a WebSocket connection: cache mode "no-store", referrer "no-referrer"'],
    measurement: {
      versions: { Chromium: '156' },
      command: 'Visit /?token=PAGE_TOKEN, open ws://…?token=WS_TOKEN, close, then grep -r the whole profile',
      result: 'PAGE_TOKEN in History, Cache, Sessions and ukm_db; WS_TOKEN in no file.',
    },
  },
  'await-between': {
    says: 'With an await between looking a ticket up and deleting it, one ticket opens several sockets at once.',
    verdict: 'kept',
    cites: ['CWE-367'],
    experiment: {
      template: 'one-time-ticket',
      layer: 'exercise',
      clock: true,
      script: [
        logIn,
        request('ann', 'POST', '/ticket', { page: server.origin }),
        repeat(
          5,
          { parallel: 5 },
          connect('mallory', node(text`/?ticket=${answer('ann', 'ticket')}`)),
          until('mallory', responded()),
        ),
      ],
      expect: [statuses('mallory', { 101: 5 })],
    },
  },
  'half-a-head-waits': {
    says: 'By default Node leaves a client that has sent half a request head alone for a minute.',
    verdict: 'sharpened',
    cites: ['Node.js documentation, http: server.headersTimeout (60000) and connectionsCheckingInterval (30000)'],
    experiment: {
      template: 'one-time-ticket',
      files: { 'server.ts': PATIENT },
      script: [
        connect('slow', raw(halfHead('GET / HTTP/1.1', text`Host: ${server.host}`)), { pending: true }),
        wait('2s'),
        sendBytes('slow', hex('0d 0a')),
        until('slow', ended()),
      ],
      expect: [refused('slow', 200)],
    },
  },
  'asvs-origin': {
    says: 'OWASP’s verification standard asks for an Origin allowlist and for dedicated WebSocket session tokens.',
    verdict: 'kept',
    cites: ['OWASP ASVS 5.0, V4.4.2', 'OWASP ASVS 5.0, V4.4.3', 'OWASP ASVS 5.0, V4.4.4'],
  },
});
