import type { TokenSpec } from '../check/protocol.ts';

/** One way to break a token, so that a server which looks refuses it. */
export interface Breakage {
  readonly id: string;
  /** What stands at its switch. */
  readonly label: string;
  /** What it does, in one sentence, and where the rule stands that it breaks. */
  readonly says: string;
  /** What of the token it changes. */
  breaks(spec: TokenSpec): Partial<TokenSpec>;
}

const withClaims = (claims: TokenSpec['claims']) => (spec: TokenSpec) => ({ claims: { ...spec.claims, ...claims } });

/** The switches, in the order in which they take effect: of two that touch the same part the later one wins. */
export const breakages: readonly Breakage[] = [
  {
    id: 'other-key',
    label: 'Signed with another key',
    says: 'An attacker signs the same claims with a key of their own (RFC 7515 §5.2).',
    breaks: () => ({ signedBy: 'attacker' }),
  },
  {
    id: 'alg-none',
    label: '`alg` is `none`',
    says: 'No signature at all, and a header that says so (RFC 8725 §2.1).',
    breaks: () => ({ alg: 'none' }),
  },
  {
    id: 'public-key-as-secret',
    label: 'HS256 with the public key',
    says: 'The public RS256 key, which everybody has, is used as an HS256 secret (RFC 8725 §2.1).',
    breaks: () => ({ alg: 'HS256-with-public-key' }),
  },
  {
    id: 'own-key-in-header',
    label: 'Brings its own key',
    says: 'Signed by an attacker, whose public key lies in the header as `jwk` (RFC 7515 §4.1.3).',
    breaks: () => ({ alg: 'RS256', signedBy: 'attacker', embedKey: true }),
  },
  {
    id: 'tampered',
    label: 'Changed after signing',
    says: 'The payload says `admin` now; the signature is of what stood there before.',
    breaks: () => ({ tamper: { sub: 'admin' } }),
  },
  {
    id: 'expired',
    label: 'Expired',
    says: 'Its `exp` was a minute ago (RFC 7519 §4.1.4).',
    breaks: withClaims({ exp: '-1m' }),
  },
  {
    id: 'no-expiry',
    label: 'Never expires',
    says: 'It has no `exp`: whoever finds it can use it for ever.',
    breaks: withClaims({ exp: null }),
  },
  {
    id: 'not-yet',
    label: 'Not valid yet',
    says: 'Its `nbf` is five minutes ahead (RFC 7519 §4.1.5).',
    breaks: withClaims({ nbf: '5m' }),
  },
  {
    id: 'milliseconds',
    label: 'Times in milliseconds',
    says: 'A NumericDate counts seconds (RFC 7519 §2): read so, this one lasts some fifty thousand years.',
    breaks: () => ({ inMilliseconds: true }),
  },
  {
    id: 'other-audience',
    label: 'Meant for others',
    says: 'Its `aud` is `billing` (RFC 7519 §4.1.3).',
    breaks: withClaims({ aud: 'billing' }),
  },
  {
    id: 'other-issuer',
    label: 'From another issuer',
    says: 'Its `iss` is `https://other.example` (RFC 7519 §4.1.1).',
    breaks: withClaims({ iss: 'https://other.example' }),
  },
  {
    id: 'nobody',
    label: 'Names nobody',
    says: 'It has no `sub` (RFC 7519 §4.1.2).',
    breaks: withClaims({ sub: null }),
  },
  {
    id: 'respelled',
    label: 'Spelled otherwise',
    says: 'The same bytes of the signature in another spelling of base64url: a list of refused tokens that compares texts misses it (RFC 4648 §3.5).',
    breaks: () => ({ respelled: true }),
  },
];
