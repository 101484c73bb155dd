import { answered, defineClaims, request } from 'handshake/check';

export default defineClaims({
  'no-body': {
    says: 'The answer to a version that is still right is a 304, with no body.',
    verdict: 'kept',
    cites: ['RFC 9110 §15.4.5'],
    experiment: {
      template: 'plain-http',
      layer: 'solution',
      script: [request('cache', 'GET', '/'), request('cache', 'GET', '/', { headers: { 'if-none-match': '"1"' } })],
      expect: [answered('cache', 304, { body: '' })],
    },
  },
});
