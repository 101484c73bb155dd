import type { Json } from '../../wire/wire-event.ts';
import type { JsonObject } from '../check.ts';
import type { Data, JsonTemplate, Made, Match, TokenSpec, Value } from '../protocol.ts';
import { mustBe, mustHaveOnly } from './arguments.ts';

/** Claims of a token to mint. `exp`, `nbf` and `iat` may be a duration from now: `'60s'`, `'-1m'`, `'30d'`; a number stays; `null` leaves the claim out. */
export type TokenClaims = Readonly<Record<string, Json>>;

/** How a token is made, beside its claims. */
export interface TokenOptions {
  /** Members of the protected header beside `alg` and `typ`. */
  readonly header?: Readonly<Record<string, Json>>;
  /** `HS256` with the lab's secret unless said otherwise. `HS256-with-public-key` takes the bytes of the issuer's public PEM for the secret. */
  readonly alg?: 'none' | 'HS256' | 'RS256' | 'HS256-with-public-key';
  /** Claims that are changed after signing, the signature left as it was. */
  readonly tamper?: TokenClaims;
  /** Whose key signs: `ours` (the default) or the `attacker`'s. */
  readonly signedBy?: 'ours' | 'attacker';
  /** Puts the signer's public key into the header as `jwk`. */
  readonly embedKey?: boolean;
  /** Times are written in milliseconds instead of seconds, a common mistake (RFC 7519 §2 wants seconds). */
  readonly inMilliseconds?: boolean;
  /** Another text for the same signature: the unused bits of its last character are changed (RFC 4648 §3.5). */
  readonly respelled?: boolean;
  /** The same name gives the same token again, in one run; the first use says how it is made. */
  readonly name?: string;
}

const tokenMembers = [
  'header',
  'alg',
  'tamper',
  'signedBy',
  'embedKey',
  'inMilliseconds',
  'respelled',
  'name',
] as const satisfies readonly (keyof TokenOptions)[];

/**
 * A JWT that the probe mints when the step runs: good for 60 s, by our issuer, for our audience, unless the claims say otherwise.
 *
 * @example
 * token({ sub: 'ann' })
 * token({ sub: 'ann', exp: '-1m' })                          // expired a minute ago
 * token({ sub: 'ann', exp: null })                           // no `exp` at all
 * token({ sub: 'ann' }, { tamper: { sub: 'admin' } })        // changed after signing
 * token({ sub: 'ann' }, { alg: 'RS256', signedBy: 'attacker' })
 * token({ sub: 'ann' }, { name: 'session' })                 // again later: the very same token
 */
export function token(claims: TokenClaims = {}, options: TokenOptions = {}): TokenSpec {
  mustHaveOnly(options, 'token', tokenMembers);
  return { make: 'token', claims, ...options };
}

/**
 * The same with `Bearer ` before it, for the `Authorization` header field (RFC 6750 §2.1).
 *
 * @example node('/', { headers: { authorization: token.bearer({ sub: 'ann' }) } })
 */
token.bearer = (claims: TokenClaims = {}, options: TokenOptions = {}): TokenSpec => ({
  ...token(claims, options),
  prefix: 'Bearer ',
});

/**
 * The same with `bearer.` before it, for an offered subprotocol.
 *
 * @example browser('/', { subprotocols: ['chat', token.subprotocol({ sub: 'ann' })] })
 */
token.subprotocol = (claims: TokenClaims = {}, options: TokenOptions = {}): TokenSpec => ({
  ...token(claims, options),
  prefix: 'bearer.',
});

/**
 * A top-level member of what the server told a client: of the JSON body of its last answer that has it, else of its last message that has it.
 *
 * @example connect('bob', node(text`/?ticket=${answer('ann', 'ticket')}`))
 */
export function answer(client: string, field: string): Made {
  return { make: 'answer', client, field };
}

/**
 * The value of a cookie in a client's jar, for a client that sends it by hand.
 *
 * @example node('/', { headers: { cookie: text`__Host-session=${cookie('ann', '__Host-session')}` } })
 */
export function cookie(client: string, name: string): Made {
  return { make: 'cookie', client, name };
}

/**
 * The server's own address, whose port only the run knows.
 *
 * @example node('/', { origin: text`${server.origin}.evil.example` })
 */
export const server: { readonly host: Made; readonly origin: Made; readonly port: Made } = {
  host: { make: 'server', part: 'host' },
  origin: { make: 'server', part: 'origin' },
  port: { make: 'server', part: 'port' },
};

/**
 * Inside `repeat`: which turn it is, from 1.
 *
 * @example repeat(100, { parallel: 100 }, connect('eve', node('/', { headers: { 'x-forwarded-for': text`10.0.0.${turn}` } })))
 */
export const turn: Made = { make: 'turn' };

/**
 * A text with values in it that are made when the step runs.
 *
 * @example request('ann', 'GET', '/me', { headers: { authorization: text`Bearer ${answer('ann', 'access_token')}` } })
 */
export function text(strings: TemplateStringsArray, ...values: readonly Value[]): Made {
  const parts = strings.flatMap((part, index) => [part, values[index] ?? '']).filter((part) => part !== '');
  return { make: 'joined', parts };
}

/**
 * A message or body in JSON, whose leaves may be values that are made when the step runs.
 *
 * @example send('ann', json({ type: 'auth', token: token({ sub: 'ann' }) }))
 */
export function json(value: JsonTemplate): Data {
  return { make: 'json', value };
}

/**
 * Bytes, written in hex; spaces are free. As a message they are binary.
 *
 * @example sendBytes('mallory', hex('81 02 68 69')) // an unmasked text frame, "hi"
 */
export function hex(digits: string): Data {
  return { make: 'hex', hex: digits.replaceAll(/\s+/g, '').toLowerCase() };
}

/**
 * A text of so many `a`, described rather than written out.
 *
 * @example send('eve', fill(1_000_000))
 */
export function fill(bytes: number): Data {
  return { make: 'fill', bytes };
}

/**
 * The lines of an HTTP head and the empty line that ends it, for a `raw` client.
 *
 * @example raw(head('GET /chat HTTP/1.1', text`Host: ${server.host}`))
 */
export function head(...lines: readonly Value[]): Data {
  return { make: 'head', lines };
}

/**
 * The same without the empty line, so that the server waits for more.
 *
 * @example raw(halfHead('GET / HTTP/1.1', text`Host: ${server.host}`))
 */
export function halfHead(...lines: readonly Value[]): Data {
  return { make: 'half-head', lines };
}

/** What the opening handshake of a `raw` client holds beside what RFC 6455 §4.1 asks for. */
export interface HandshakeOptions {
  readonly headers?: Readonly<Record<string, Value>>;
  readonly subprotocols?: readonly Value[];
  readonly origin?: Value;
}

/**
 * The request of an opening handshake (RFC 6455 §4.1), for a `raw` client that will then break the rules.
 *
 * @example
 * connect('mallory', raw(handshake('/chat'))),
 * until('mallory', responded()),
 * sendBytes('mallory', hex('81 02 68 69')),
 */
export function handshake(path: Value, options: HandshakeOptions = {}): Data {
  mustHaveOnly(options, 'handshake', ['headers', 'subprotocols', 'origin']);
  const offered = options.subprotocols ?? [];
  const fields = Object.entries(options.headers ?? {}).map(([name, value]) => text`${name}: ${value}`);
  return head(
    text`GET ${path} HTTP/1.1`,
    text`Host: ${server.host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...(offered.length > 0 ? [listed('Sec-WebSocket-Protocol: ', offered)] : []),
    ...(options.origin !== undefined ? [text`Origin: ${options.origin}`] : []),
    ...fields,
  );
}

function listed(before: string, values: readonly Value[]): Made {
  return {
    make: 'joined',
    parts: [before, ...values.flatMap((value, index) => (index === 0 ? [value] : [', ', value]))],
  };
}

/** What a text is compared with: a part of it, a regular expression, or members that its JSON has at least. */
export type MatchSource = string | RegExp | JsonObject;

/** The plain data of a match. */
export function matchOf(source: MatchSource): Match {
  if (typeof source === 'string') return source;
  const isObject = typeof source === 'object' && source !== null && !Array.isArray(source);
  mustBe(isObject, 'a text, a regular expression or members of JSON to match', source);
  if (source instanceof RegExp) return { pattern: source.source, flags: source.flags };
  return { json: source };
}
