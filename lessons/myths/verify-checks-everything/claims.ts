import { defineClaims } from 'handshake/check';

export default defineClaims({
  'exp-is-optional': {
    says: 'A JWT need not have an `exp`.',
    verdict: 'kept',
    cites: ['RFC 7519 §4.1.4'],
  },
  'check-against-your-own': {
    says: 'Algorithm, issuer and audience are each to be checked against a value that the verifier chose.',
    verdict: 'kept',
    cites: ['RFC 8725 §3.1', 'RFC 8725 §3.8', 'RFC 8725 §3.9'],
  },
});
