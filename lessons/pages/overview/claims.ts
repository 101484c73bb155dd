import {
  browser,
  closed,
  connect,
  defineClaims,
  opened,
  received,
  refused,
  scriptSees,
  token,
  until,
} from 'handshake/check';

const page = (exp: string) => browser('/', { subprotocols: ['chat', token.subprotocol({ sub: 'ann', exp })] });

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
});
