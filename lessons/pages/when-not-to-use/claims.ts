import {
  advance,
  answered,
  browser,
  closed,
  connect,
  defineClaims,
  node,
  received,
  refused,
  request,
  scriptSees,
  send,
  server,
  stillOpen,
  token,
  until,
} from 'handshake/check';

const ann = { headers: { authorization: token.bearer({ sub: 'ann', exp: '5s' }, { name: 'session' }) } };

export default defineClaims({
  'one-message-is-served': {
    says: 'A socket that is opened for a single message needs authentication like any other: without it, the message goes to whoever asks.',
    verdict: 'corrected',
    experiment: {
      template: 'bearer-token',
      layer: 'server',
      script: [
        connect('stranger', browser('/once', { page: 'https://evil.example' })),
        until('stranger', closed()),
        connect('eve', browser('/prices')),
        until('eve', closed()),
      ],
      expect: [received('stranger', '4321 EUR'), refused('eve', 401)],
    },
  },
  'request-is-asked-again': {
    says: 'A request shows its credential each time, so an expired one is refused at once; a connection that was opened with it goes on being served.',
    verdict: 'kept',
    experiment: {
      template: 'bearer-token',
      layer: 'server',
      clock: true,
      script: [
        connect('ann', node('/prices', ann)),
        request('ann', 'GET', '/price', ann),
        advance('1m'),
        request('ann', 'GET', '/price', ann),
        send('ann', 'and now?'),
        until('ann', received('4321 EUR')),
      ],
      expect: [
        answered('ann', 200, { body: '4321 EUR', nth: 1 }),
        answered('ann', 401, { nth: 2 }),
        received('ann', '4321 EUR'),
        stillOpen('ann'),
      ],
    },
  },
  'events-are-requests': {
    says: 'Server-sent events come as the body of an HTTP answer: a page may send `Authorization` for them with `fetch`, and read the status of a refusal.',
    verdict: 'sharpened',
    cites: ['WHATWG HTML §9.2', 'WHATWG Fetch'],
    experiment: {
      template: 'bearer-token',
      layer: 'server',
      script: [
        request('eve', 'GET', '/events', { page: server.origin }),
        request('ann', 'GET', '/events', { page: server.origin, ...ann }),
        connect('page', browser('/prices')),
        until('page', closed()),
      ],
      expect: [
        answered('eve', 401, { headers: { 'www-authenticate': 'Bearer' } }),
        answered('ann', 200, { headers: { 'content-type': 'text/event-stream' }, body: 'data: 4321 EUR' }),
        scriptSees('page', 'error', 'close 1006'),
      ],
    },
  },
  'webtransport-omits-cookies': {
    says: 'The request that opens a WebTransport session is made without credentials, so no cookie goes along.',
    verdict: 'kept',
    cites: ['W3C WebTransport, obtaining a connection: credentials mode "omit"'],
  },
  'protocols-bring-a-place': {
    says: 'Socket.IO and MQTT have a place for the credential, in their first packet on the open connection; what it is compared with is yours to write.',
    verdict: 'sharpened',
    cites: ['Socket.IO documentation, Middlewares', 'MQTT 3.1.1 §3.1'],
    measurement: {
      versions: { 'socket.io': '4', node: '24.21.0' },
      command: 'io(url, { auth: { token } }) against a server whose middleware, `io.use(…)`, compares the token',
      result:
        'After the 101 the client sends `40{"token":"good"}` and is answered `40{"sid":…}`; for a bad token it is the middleware that has `44{"message":"unauthorized"}` sent.',
    },
  },
});
