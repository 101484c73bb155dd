import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { TokenSpec } from '../../src/check/protocol.ts';
import type { Json } from '../../src/wire/wire-event.ts';

type Claims = { [name: string]: Json };
type SigningKey = Parameters<InstanceType<typeof import('jose').SignJWT>['sign']>[0];

export interface Minted {
  readonly token: string;
  readonly header: Claims;
  readonly claims: Claims;
  /** Which key signed it, for people to read. */
  readonly key: string;
}

const times = ['exp', 'nbf', 'iat'];
const milliseconds: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Makes the tokens of one run. Keys are files of `keys/` beside the probe; the server has none but the public one. */
export class Mint {
  readonly #named = new Map<string, Promise<Minted>>();

  async mint(spec: TokenSpec): Promise<Minted> {
    const signed = await this.#signed(spec);
    const [header = '', payload = '', signature = ''] = signed.token.split('.');
    const claims = { ...signed.claims, ...spec.tamper };
    const shown = spec.tamper === undefined ? payload : encode(claims);
    const spelled = spec.respelled ? respell(signature) : signature;
    return { ...signed, claims, token: `${header}.${shown}.${spelled}` };
  }

  #signed(spec: TokenSpec): Promise<Minted> {
    if (spec.name === undefined) return sign(spec);
    const known = this.#named.get(spec.name) ?? sign(spec);
    this.#named.set(spec.name, known);
    return known;
  }
}

async function sign(spec: TokenSpec): Promise<Minted> {
  const claims = claimsOf(spec);
  const alg = spec.alg ?? 'HS256';
  if (alg === 'none') {
    const header: Claims = { alg: 'none', typ: 'JWT', ...spec.header };
    return { token: `${encode(header)}.${encode(claims)}.`, header, claims, key: 'no key' };
  }
  const signer = spec.signedBy === 'attacker' ? 'attacker' : 'issuer';
  const { key, jwk, says } = await keyFor(alg, signer);
  const header: Claims & { alg: string } = {
    typ: 'JWT',
    ...spec.header,
    ...(spec.embedKey && jwk ? { jwk } : {}),
    alg: alg === 'RS256' ? 'RS256' : 'HS256',
  };
  const { SignJWT } = await import('jose');
  const token = await new SignJWT(claims).setProtectedHeader(header).sign(key);
  return { token, header, claims, key: says };
}

function claimsOf(spec: TokenSpec): Claims {
  const now = Date.now();
  const wanted: Claims = {
    iss: 'https://issuer.lab',
    aud: 'chat',
    iat: '0s',
    exp: '60s',
    jti: randomUUID(),
    ...spec.claims,
  };
  const claims = Object.entries(wanted).filter(([, value]) => value !== null);
  return Object.fromEntries(
    claims.map(([name, value]) => [
      name,
      times.includes(name) ? instant(name, value, now, spec.inMilliseconds) : value,
    ]),
  );
}

/** A duration counted from now, as a NumericDate (RFC 7519 §2); anything else stays what it is. */
function instant(name: string, value: Json, now: number, inMilliseconds = false): Json {
  const [, amount, unit] = typeof value === 'string' ? (/^([+-]?\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(value) ?? []) : [];
  if (amount === undefined || unit === undefined) return value;
  const at = now + Number(amount) * (milliseconds[unit] ?? 0);
  if (inMilliseconds) return Math.floor(at);
  // An `iat` must not lie in the future; every other time is the nearest second.
  return name === 'iat' ? Math.floor(at / 1000) : Math.round(at / 1000);
}

async function keyFor(
  alg: 'HS256' | 'RS256' | 'HS256-with-public-key',
  signer: 'issuer' | 'attacker',
): Promise<{ key: SigningKey; jwk?: Claims; says: string }> {
  const whose = signer === 'issuer' ? 'our' : 'the attacker’s';
  if (alg === 'HS256-with-public-key') {
    return {
      key: new TextEncoder().encode(readKey(`${signer}.public.pem`)),
      says: `${whose} public RS256 key, used as an HS256 secret`,
    };
  }
  if (alg === 'HS256') {
    const file = signer === 'issuer' ? 'lab.secret' : 'attacker.secret';
    return { key: new TextEncoder().encode(readKey(file)), says: `${whose} HS256 secret` };
  }
  const { exportJWK, importPKCS8, importSPKI } = await import('jose');
  const publicKey = await importSPKI(readKey(`${signer}.public.pem`), 'RS256', { extractable: true });
  const { kty = '', n = '', e = '' } = await exportJWK(publicKey);
  return {
    key: await importPKCS8(readKey(`${signer}.private.pem`), 'RS256'),
    jwk: { kty, n, e },
    says: `${whose} private RS256 key`,
  };
}

function readKey(file: string): string {
  return readFileSync(`keys/${file}`, 'utf8');
}

function encode(value: Claims): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Sets the lowest unused bit of the last base64url character: another text for the same bytes. */
function respell(signature: string): string {
  const last = alphabet.indexOf(signature.at(-1) ?? '');
  return last === -1 ? signature : signature.slice(0, -1) + alphabet.charAt(last ^ 1);
}
