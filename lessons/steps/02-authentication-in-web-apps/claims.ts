import {
  answer,
  answered,
  browser,
  closed,
  connect,
  defineClaims,
  json,
  node,
  notAlive,
  readCookies,
  received,
  request,
  requested,
  scriptSees,
  server,
  text,
  token,
  until,
} from 'handshake/check';

const logIn = request('ann', 'POST', '/login', {
  page: server.origin,
  body: json({ user: 'ann', password: 'pw-ann' }),
});

const ONLY_THE_SIGNATURE = `import { createServer } from 'node:http';
import { jwtVerify } from 'jose';
import { secret } from './tokens.ts';

const server = createServer(async (request, response) => {
  try {
    await jwtVerify(request.headers.authorization?.slice(7) ?? '', secret);
    response.end('verified');
  } catch {
    response.writeHead(401).end();
  }
});
server.listen(Number(process.env.PORT ?? 8080), '::');
`;
const show = (name: string, authorization: ReturnType<typeof token>) =>
  request(name, 'GET', '/', { headers: { authorization } });

export default defineClaims({
  'cookie-goes-along': {
    says: 'The browser adds the cookies of a host to a WebSocket handshake with that host.',
    verdict: 'sharpened',
    cites: ['WHATWG WebSockets §2, credentials mode "include"'],
    experiment: {
      template: 'cookie-session',
      layer: 'solution',
      script: [logIn, connect('page', browser('/whoami', { jar: 'ann' })), until('page', closed())],
      expect: [
        requested('page', { headers: { cookie: /^__Host-session=/, authorization: null } }),
        received('page', { via: 'cookie', sub: 'ann' }),
      ],
    },
  },
  'bearer-stays-home': {
    says: 'A bearer token is sent only where code sends it.',
    verdict: 'sharpened',
    experiment: {
      template: 'cookie-session',
      layer: 'solution',
      script: [
        request('ann', 'POST', '/login', { body: json({ user: 'ann', password: 'pw-ann' }) }),
        request('ann', 'GET', '/me', { headers: { authorization: text`Bearer ${answer('ann', 'access_token')}` } }),
        connect('program', node('/whoami')),
        until('program', closed()),
      ],
      expect: [
        answered('ann', 200, { to: 'GET /me', body: { via: 'bearer' } }),
        requested('program', { headers: { authorization: null } }),
        received('program', { via: 'none' }),
      ],
    },
  },
  'page-has-no-header': {
    says: 'The constructor of WebSocket takes a URL and subprotocols, and no header fields.',
    verdict: 'corrected',
    cites: ['WHATWG WebSockets, the constructor `new WebSocket(url, protocols)`'],
    measurement: {
      versions: { Chromium: '156', Firefox: '153' },
      command: "new WebSocket('ws://localhost/', [], { headers: { Authorization: 'Bearer x' } })",
      result: 'Both ignore the third argument; the handshake has no Authorization field.',
    },
  },
  'httponly-hides': {
    says: '`document.cookie` does not show an HttpOnly cookie, which is sent all the same.',
    verdict: 'kept',
    cites: ['RFC 6265 §4.1.2.6'],
    experiment: {
      template: 'cookie-session',
      layer: 'solution',
      script: [logIn, readCookies('ann'), connect('page', browser('/whoami', { jar: 'ann' })), until('page', closed())],
      expect: [scriptSees('ann', 'cookies ""'), received('page', { via: 'cookie', sub: 'ann' })],
    },
  },
  'decode-says-admin': {
    says: 'A server that decodes a token without verifying it believes an edited one.',
    verdict: 'sharpened',
    cites: ['RFC 8725 §3.3'],
    experiment: {
      template: 'cookie-session',
      layer: 'exercise',
      script: [
        request('mallory', 'GET', '/me', {
          headers: { authorization: token.bearer({ sub: 'ann' }, { tamper: { sub: 'admin' } }) },
        }),
      ],
      expect: [answered('mallory', 200, { body: { via: 'bearer', sub: 'admin' } })],
    },
  },
  'defaults-let-through': {
    says: 'Without options, `jwtVerify` of jose takes a token for another audience, of another issuer, and one without an expiry.',
    verdict: 'sharpened',
    cites: ['RFC 7519 §4.1.4', 'RFC 8725 §3.8', 'RFC 8725 §3.9'],
    experiment: {
      template: 'cookie-session',
      files: { 'server.ts': ONLY_THE_SIGNATURE },
      script: [
        show('audience', token.bearer({ aud: 'billing' })),
        show('issuer', token.bearer({ iss: 'https://issuer.evil' })),
        show('endless', token.bearer({ exp: null })),
        show('expired', token.bearer({ exp: '-1m' })),
        show('edited', token.bearer({}, { tamper: { sub: 'admin' } })),
      ],
      expect: [
        answered('audience', 200),
        answered('issuer', 200),
        answered('endless', 200),
        answered('expired', 401),
        answered('edited', 401),
      ],
    },
  },
  'garbage-kills': {
    says: 'A token that cannot be read ends a server in which nobody catches the error.',
    verdict: 'kept',
    cites: ['Node.js documentation, process: unhandledRejection'],
    experiment: {
      template: 'cookie-session',
      layer: 'exercise',
      script: [request('mallory', 'GET', '/me', { headers: { authorization: 'Bearer not.a.token' } })],
      expect: [notAlive()],
    },
  },
  'challenge-is-required': {
    says: 'A 401 must have a `WWW-Authenticate` field.',
    verdict: 'kept',
    cites: ['RFC 9110 §15.5.2', 'RFC 6750 §3'],
    experiment: {
      template: 'cookie-session',
      layer: 'solution',
      script: [
        request('eve', 'GET', '/me'),
        request('mallory', 'GET', '/me', { headers: { authorization: token.bearer({ exp: '-1m' }) } }),
      ],
      expect: [
        answered('eve', 401, { headers: { 'www-authenticate': /^Bearer$/ } }),
        answered('mallory', 401, { headers: { 'www-authenticate': 'error="invalid_token"' } }),
      ],
    },
  },
});
