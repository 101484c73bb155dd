import { defineClaims } from 'handshake/check';

export default defineClaims({
  'exp-is-for-the-reader': {
    says: '`exp` names the time on or after which a token must not be accepted; it is looked at when somebody verifies.',
    verdict: 'sharpened',
    cites: ['RFC 7519 §4.1.4'],
  },
});
