import { fromBase64, fromLatin1, fromUtf8, toBase64, utf8 } from './bytes.ts';
import { acceptOf } from './sec-websocket-accept.ts';
import type { Transcript } from './wire-event.ts';

/** The key of RFC 6455 §1.3; every key of a normalised transcript is this one, so that its accept value is right too. */
const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
const DATE = 'Thu, 01 Jan 1970 00:00:00 GMT';
const PORT = '8080';
/** 2026-01-01T00:00:00Z in seconds: when every normalised token was issued. */
const ISSUED = 1_767_225_600;

const JWT = /\bey[\w-]+\.ey[\w-]+\.[\w-]*/g;

/**
 * Replaces, in a text of this run, whatever another run of the same script would have otherwise: handshake keys and their accept
 * values, dates, the server's port, tokens and their times, and the secrets that the server handed out. Each keeps its length, but for the port.
 */
export function placeholdersOf(transcript: Transcript): (text: string) => string {
  const fixed = new Map<string, string>();
  for (const event of transcript) {
    if (event.kind === 'token') for (const [from, to] of timesOf(event.claims)) fixed.set(from, to);
    if (event.kind === 'answer')
      for (const secret of secretsOf(event)) fixed.set(secret, placeholderFor(secret, fixed.size));
    if (event.kind === 'bytes' && event.direction === 'sent') {
      const key = /^sec-websocket-key: *(\S{24})\r$/im.exec(
        fromLatin1(fromBase64('base64' in event ? event.base64 : event.head)),
      )?.[1];
      if (key === undefined) continue;
      fixed.set(key, KEY);
      fixed.set(acceptOf(key), acceptOf(KEY));
    }
  }
  const known = [...fixed].sort(([a], [b]) => b.length - a.length);
  const port = portOf(transcript);
  return (text) => {
    let result = text.replace(JWT, normaliseToken).replace(/^(date: *)[^\r\n]{29}(?=\r)/gim, `$1${DATE}`);
    for (const [from, to] of known) result = result.replaceAll(from, to);
    return port === undefined ? result : result.replaceAll(`:${port}`, `:${PORT}`);
  };
}

/** The same claims as if the token had been issued at a fixed time, with a signature that none is. Its length stays. */
export function normaliseToken(token: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = decode(payload);
  if (claims === undefined) return token;
  const times = timesOf(claims);
  const normal = Object.fromEntries(
    Object.entries(claims).map(([name, value]) => {
      if (typeof value === 'number' && times.has(String(value))) return [name, Number(times.get(String(value)))];
      return [name, name === 'jti' && typeof value === 'string' ? value.replace(/[\da-f]/gi, '0') : value];
    }),
  );
  return [header, encode(normal), signature.replace(/./g, 'A')].join('.');
}

/** Claims with their times moved, as `normaliseToken` writes them. */
export function normaliseClaims<Claims>(claims: Claims): Claims {
  if (claims === null || typeof claims !== 'object') return claims;
  return decode(normaliseToken(`e30.${encode(claims)}.`).split('.')[1] ?? '') as Claims;
}

function decode(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(fromUtf8(fromBase64(part.replaceAll('-', '+').replaceAll('_', '/'))));
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function encode(value: unknown): string {
  return toBase64(utf8(JSON.stringify(value)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** The times of a token as they are written, each with what it becomes: as far from the fixed time as it was from `iat`, else from `exp` or `nbf`. */
function timesOf(claims: unknown): ReadonlyMap<string, string> {
  const { iat, exp, nbf } = (claims ?? {}) as Readonly<Record<string, unknown>>;
  const start = [iat, exp, nbf].find((time) => typeof time === 'number');
  if (start === undefined) return new Map();
  const scale = start > 1e11 ? 1000 : 1;
  const seconds = [iat, exp, nbf].filter((time) => typeof time === 'number' && time > 1e9 * scale);
  return new Map(seconds.map((time) => [String(time), String(ISSUED * scale + (Number(time) - start))]));
}

/** What a server hands out to be shown again: cookies, and members of JSON that look random. */
function secretsOf(answer: { readonly setCookie: readonly string[]; readonly body: string }): readonly string[] {
  const cookies = answer.setCookie.flatMap((line) => /^[^=;]+=([^;]{12,})/.exec(line)?.[1] ?? []);
  const body = decodeJson(answer.body);
  const members = Object.values(body).filter((value) => typeof value === 'string' && /^[\w.~+/=-]{16,}$/.test(value));
  return [...cookies, ...members.map(String)].filter((secret) => secret.match(JWT) === null);
}

function decodeJson(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? value : {};
  } catch {
    return {};
  }
}

function placeholderFor(secret: string, number: number): string {
  return `secret${number}`.padEnd(secret.length, '0').slice(0, secret.length);
}

function portOf(transcript: Transcript): string | undefined {
  for (const event of transcript) {
    const port = event.kind === 'attempt' ? /^\w+:\/\/[^/]*:(\d+)/.exec(event.url)?.[1] : undefined;
    if (port !== undefined) return port;
  }
  return undefined;
}
