import { defineClaims } from 'handshake/check';

export default defineClaims({
  'not-for-other-clients': {
    says: 'The Origin field protects against pages in browsers; a client that is no browser can send any value.',
    verdict: 'kept',
    cites: ['RFC 6455 §10.2', 'RFC 6455 §10.1'],
  },
});
