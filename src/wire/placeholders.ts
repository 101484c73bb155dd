import { parseSetCookie } from './set-cookie.ts';
import type { Json, Transcript, WireEvent } from './wire-event.ts';

/** Writes texts of one run so that another run of the same course of events has the same texts. */
export type Rewrite = (text: string) => string;

const JWT = /eyJ[\w-]{8,}\.[\w-]{2,}\.[\w-]*/g;
const UUID = /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi;
/** What is written for a UUID. */
const SOME_UUID = 'a-uuid';
const OPAQUE = /^[\w.~+/=-]{16,}$/;

type Claims = Readonly<Record<string, Json>>;

/** Claims that are instants (RFC 7519 §4.1). */
const TIMES: readonly string[] = ['iat', 'nbf', 'exp'];

/** The instant at which every normalised token was issued, in seconds (RFC 7519 §2). */
const ISSUED = 1_700_000_000;

/**
 * What differs between two runs, and what is written for it: minted tokens (`minted-1`; those with the same claims are the same), other JWTs, UUIDs, cookies and other secrets
 * that answers brought, the instants of tokens, the server's port.
 */
export function rewriteOf(transcript: Transcript): Rewrite {
  const known = new Map<string, string>();
  const minted = new Map<string, string>();
  const ordinals = new Map<string, number>();
  for (const event of transcript) {
    if (event.kind === 'token') addToken(event, known, minted, placeOf(event, ordinals));
    for (const [secret, sort] of secretsOf(event)) {
      const count = [...known.values()].filter((placeholder) => placeholder.startsWith(`${sort}-`)).length;
      if (!known.has(secret)) known.set(secret, `${sort}-${count + 1}`);
    }
  }
  // The longest first, so that no secret is found inside of another.
  const secrets = [...known].sort(([a], [b]) => b.length - a.length);
  const ports = new Set(transcript.flatMap((event) => (event.kind === 'attempt' ? portsIn(event.url) : [])));
  const addresses = [...ports].map((port) => new RegExp(`(localhost|127\\.0\\.0\\.1|\\[::1\\]):${port}\\b`, 'g'));
  return (text) => {
    const hidden = secrets.reduce((rest, [secret, placeholder]) => rest.replaceAll(secret, placeholder), text);
    const shifted = addresses.reduce((rest, address) => rest.replaceAll(address, '$1:8080'), hidden);
    return shifted.replaceAll(JWT, 'another-jwt').replaceAll(UUID, SOME_UUID);
  };
}

/** The claims of a token as if it had been issued at a fixed instant, and with a fixed random `jti`. */
export function normalClaims(claims: Json): Json {
  return withTimes(claims, (value, record) => shift(value, issuedAt(record)));
}

/** Claims with their instants rewritten, and with a fixed random `jti`; what is no object stays. */
function withTimes(claims: Json, rewrite: (value: Json, record: Claims) => Json): Json {
  if (claims === null || typeof claims !== 'object' || Array.isArray(claims)) return claims;
  const record = claims as Claims;
  const normal = Object.entries(record).map(([name, value]) => {
    if (TIMES.includes(name)) return [name, rewrite(value, record)];
    return [name, name === 'jti' && typeof value === 'string' ? value.replaceAll(UUID, SOME_UUID) : value];
  });
  return Object.fromEntries(normal) as Json;
}

/** Which token of the script it is: those that a repeat mints in one step are the same. */
function placeOf(
  { client, step }: { readonly client: string; readonly step?: string },
  ordinals: Map<string, number>,
): readonly unknown[] | undefined {
  if (step === undefined) return undefined;
  const turn = `${client} ${step}`;
  const ordinal = ordinals.get(turn) ?? 0;
  ordinals.set(turn, ordinal + 1);
  return [step, ordinal];
}

/** Whether no other token has these claims. Tokens without a random `jti` are one text when they are issued in the same second, and else are not. */
function isRandom(claims: Json): boolean {
  const { jti: id } = (claims ?? {}) as { readonly jti?: Json };
  return typeof id === 'string' && (id.search(UUID) >= 0 || id.includes(SOME_UUID));
}

/** Claims that are the same in whichever second their token was issued. */
function roughClaims(claims: Json): Json {
  return withTimes(claims, (value, record) => (typeof value === 'number' ? roughly(value, record) : value));
}

/**
 * An instant as one that is alike in every run: the second in which a token is issued may end between its `iat` and its `exp`, so that
 * they differ by one more.
 */
function roughly(value: number, claims: Claims): number {
  const issued = issuedAt(claims);
  if (issued === undefined || value === issued) return ISSUED;
  return ISSUED + 60 + 100 * Math.floor((value - issued + 7) / 100);
}

function addToken(
  { token, header, claims, key }: Extract<WireEvent, { kind: 'token' }>,
  known: Map<string, string>,
  minted: Map<string, string>,
  place: readonly unknown[] | undefined,
): void {
  if (known.has(token)) return;
  const alike = () => [
    header,
    isRandom(claims) ? normalClaims(claims) : roughClaims(claims),
    key,
    token.split('.').length,
  ];
  const content = JSON.stringify((isRandom(claims) ? place : undefined) ?? alike());
  const placeholder = minted.get(content) ?? `minted-${minted.size + 1}`;
  minted.set(content, placeholder);
  known.set(token, placeholder);
  if (claims === null || typeof claims !== 'object' || Array.isArray(claims)) return;
  const record = claims as Claims;
  for (const name of TIMES) {
    const value = record[name];
    if (typeof value === 'number' && value > ISSUED / 2) known.set(String(value), String(roughly(value, record)));
  }
}

/** Cookies and opaque members of JSON that an answer brought. */
function secretsOf(event: WireEvent): readonly (readonly [string, string])[] {
  if (event.kind !== 'answer') return [];
  const cookies = event.setCookie.map((line) => parseSetCookie(line).value).filter((value) => OPAQUE.test(value));
  return [
    ...cookies.map((value) => [value, 'cookie'] as const),
    ...membersOf(event.body).map((value) => [value, 'secret'] as const),
  ];
}

function membersOf(body: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    return Object.values(value).filter((member): member is string => typeof member === 'string' && OPAQUE.test(member));
  } catch {
    return [];
  }
}

function issuedAt(claims: Claims): number | undefined {
  const { iat } = claims;
  return typeof iat === 'number' ? iat : undefined;
}

/** An instant, counted from the fixed one; those in milliseconds too. One that is far from its issue was written as a number by the author and stays. */
function shift(value: Json, issued: number | undefined): Json {
  if (typeof value !== 'number' || issued === undefined || Math.abs(value - issued) > 400 * 86_400) return value;
  return ISSUED + value - issued;
}

function portsIn(url: string): readonly string[] {
  const port = /^\w+:\/\/[^/]*:(\d+)/.exec(url)?.[1];
  return port === undefined ? [] : [port];
}
