import { answered, defineClaims, request } from 'handshake/check';

export default defineClaims({
  'nothing-said': {
    says: 'An answer without Cache-Control says nothing of its lifetime.',
    verdict: 'kept',
    cites: ['RFC 9111 §4.2.2'],
    experiment: {
      template: 'plain-http',
      script: [request('cache', 'GET', '/')],
      expect: [answered('cache', 200, { headers: { 'cache-control': null, expires: null } })],
    },
  },
});
