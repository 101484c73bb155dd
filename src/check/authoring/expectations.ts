import type { CookieAttributes, Expectation, HeaderMatches, HeadMatch } from '../check.ts';
import type { Awaited } from '../protocol.ts';
import { type Duration, milliseconds } from './duration.ts';
import { type MatchSource, matchOf } from './values.ts';

/** Header fields of a head, by name; `null`: the field must be absent. */
export type HeaderSources = Readonly<Record<string, MatchSource | null>>;

/** What a response holds beside its status. A `body` of `''` must be empty. */
export interface HeadSource {
  readonly headers?: HeaderSources;
  readonly body?: MatchSource;
}

/**
 * The opening handshake was answered with this status, nothing else came before it, and the server ended the connection.
 * `within` counts from the attempt to connect to the answer.
 *
 * @example
 * refused('eve', 401)
 * refused('eve', 401, { headers: { 'www-authenticate': /^Bearer\b/ }, body: '' })
 * refused('slow', 408, { within: '2.4s' })
 */
export function refused(
  client: string,
  status: number,
  options: HeadSource & { readonly within?: Duration } = {},
): Expectation {
  const { within, ...head } = options;
  const withinMs = within === undefined ? {} : { withinMs: milliseconds(within) };
  return { expect: 'refused', client, status, head: headOf(head), ...withinMs };
}

/** Awaited: the client's script was told that its connection is open. */
export function opened(): Awaited;
/**
 * The opening handshake was answered with 101 and the right `Sec-WebSocket-Accept` (RFC 6455 §4.2.2). `subprotocol: null`: none was chosen.
 *
 * @example
 * opened('ann')
 * opened('ann', { subprotocol: 'chat' })
 * until('ann', opened())           // in a script: waits for it
 */
export function opened(
  client: string,
  options?: { readonly subprotocol?: string | null; readonly headers?: HeaderSources },
): Expectation;
export function opened(
  client?: string,
  options: { readonly subprotocol?: string | null; readonly headers?: HeaderSources } = {},
): Expectation | Awaited {
  if (client === undefined) return { on: 'open' };
  const { subprotocol, headers } = options;
  return {
    expect: 'opened',
    client,
    ...(subprotocol !== undefined && { subprotocol }),
    ...(headers !== undefined && { headers: headersOf(headers) }),
  };
}

/** Awaited: a message came that matches. */
export function received(match: MatchSource): Awaited;
/**
 * A message came that matches: a text that it contains, a regular expression, or JSON members that it has at least. However it was framed.
 * `times`: exactly so many such messages; `as`: only as this kind of message.
 *
 * @example
 * received('ann', { from: 'ann', text: 'hello' })
 * received('bob', /^hello$/, { as: 'text' })
 * until('ann', received({ type: 'welcome' }))   // in a script: waits for it
 */
export function received(
  client: string,
  match: MatchSource,
  options?: { readonly times?: number; readonly as?: 'text' | 'binary' },
): Expectation;
export function received(
  first: MatchSource,
  match?: MatchSource,
  options: { readonly times?: number; readonly as?: 'text' | 'binary' } = {},
): Expectation | Awaited {
  if (match === undefined) return { on: 'message', match: matchOf(first) };
  return { expect: 'received', client: String(first), match: matchOf(match), ...options };
}

/**
 * Messages that match came in this order; others may stand between them.
 *
 * @example receivedInOrder('ann', { type: 'welcome' }, { text: 'right behind' })
 */
export function receivedInOrder(client: string, ...matches: readonly MatchSource[]): Expectation {
  return { expect: 'receivedInOrder', client, matches: matches.map(matchOf) };
}

/**
 * To the end of the run nothing that the server sent to this client on its connection matches: no message (whole or unfinished), close reason, header field or
 * body. Put a `barrier` before the end of the script.
 *
 * @example neverReceived('eve', /members/)
 */
export function neverReceived(client: string, match: MatchSource): Expectation {
  return { expect: 'neverReceived', client, match: matchOf(match) };
}

/**
 * The server sent a Close frame with this code (RFC 6455 §5.5.1). `after` counts from the 101 to it, in the exercise's clock, give or take
 * `tolerance` (1 s unless said otherwise). What only the client's API reports, such as 1006, is no Close frame: see `scriptSees`.
 *
 * @example
 * closedWith('eve', 4401)
 * closedWith('ann', 4401, { reason: 'token expired', after: '2s' })
 */
export function closedWith(
  client: string,
  code: number,
  options: { readonly reason?: MatchSource; readonly after?: Duration; readonly tolerance?: Duration } = {},
): Expectation {
  const { reason, after, tolerance } = options;
  return {
    expect: 'closedWith',
    client,
    code,
    toleranceMs: milliseconds(tolerance ?? 1_000),
    ...(reason !== undefined && { reason: matchOf(reason) }),
    ...(after !== undefined && { afterMs: milliseconds(after) }),
  };
}

/**
 * The connection was opened, and at the end of the run neither a Close frame nor the end of TCP had come from the server.
 *
 * @example stillOpen('bob')
 */
export function stillOpen(client: string): Expectation {
  return { expect: 'stillOpen', client };
}

/** Awaited: the server ended the TCP connection, or it never came about. */
export function ended(): Awaited;
/**
 * The server ended the TCP connection. `within` counts from its last word, the refusal or the Close frame, or from the attempt when there was
 * none. `how: 'reset'`: so that a client which keeps its own half open is rid of it too.
 *
 * @example
 * ended('mallory', { within: '2.2s' })
 * until('mallory', ended(), { within: '3s' })   // in a script: waits for it
 */
export function ended(
  client: string,
  options?: { readonly within?: Duration; readonly how?: 'fin' | 'reset' },
): Expectation;
export function ended(
  client?: string,
  options: { readonly within?: Duration; readonly how?: 'fin' | 'reset' } = {},
): Expectation | Awaited {
  if (client === undefined) return { on: 'end' };
  const { within, how } = options;
  return {
    expect: 'ended',
    client,
    ...(within !== undefined && { withinMs: milliseconds(within) }),
    ...(how !== undefined && { how }),
  };
}

/**
 * A plain request of the client was answered with this status. Judged is its last answer; `to` looks only at answers to such requests,
 * `nth` (from 1) at another than the last.
 *
 * @example
 * answered('ann', 200, { body: { sub: 'ann' } })
 * answered('eve', 401, { to: 'GET /me', headers: { 'www-authenticate': /^Bearer\b/ } })
 * answered('mallory', 403, { headers: { 'access-control-allow-origin': null } })
 */
export function answered(
  client: string,
  status: number,
  options: HeadSource & { readonly to?: string; readonly nth?: number } = {},
): Expectation {
  const { to, nth, ...head } = options;
  return {
    expect: 'answered',
    client,
    status,
    head: headOf(head),
    ...(to !== undefined && { to }),
    ...(nth !== undefined && { nth }),
  };
}

/**
 * The client's plain requests were answered, and nothing in any answer (header field or body) matches.
 *
 * @example neverAnswered('mallory', /4321 EUR/, { to: 'GET /transfers' })
 */
export function neverAnswered(client: string, match: MatchSource, options: { readonly to?: string } = {}): Expectation {
  return { expect: 'neverAnswered', client, match: matchOf(match), ...options };
}

/**
 * How many opening handshakes of a client (of all its numbered ones together) were answered how, counted exactly; `none`: not at all.
 * With `to` the answers to such plain requests are counted. `heads` says what the heads with a status must hold.
 *
 * @example
 * statuses('eve', { 401: 10, 429: 90 }, { heads: { 429: { headers: { 'retry-after': /^\d+$/ } } } })
 * statuses('ann', { 101: 1, 401: 4 })          // one ticket, five times
 * statuses('eve', { 401: 10, 429: 90 }, { to: 'POST /login' })
 */
export function statuses(
  client: string,
  counts: Readonly<Record<string, number>>,
  options: { readonly to?: string; readonly heads?: Readonly<Record<string, HeadSource>> } = {},
): Expectation {
  const heads = Object.fromEntries(Object.entries(options.heads ?? {}).map(([status, head]) => [status, headOf(head)]));
  return { expect: 'statuses', client, counts, heads, ...(options.to !== undefined && { to: options.to }) };
}

/**
 * The last answer that sets this cookie sets it with these attributes; what is left out may be anything.
 *
 * @example
 * setsCookie('ann', '__Host-session', { path: '/', httpOnly: true, secure: true, sameSite: ['Lax', 'Strict'], domain: false })
 */
export function setsCookie(
  client: string,
  name: string,
  attributes: CookieAttributes = {},
  options: { readonly to?: string } = {},
): Expectation {
  return { expect: 'setsCookie', client, name, attributes, ...options };
}

/**
 * What the client's own opening handshake held: which header fields went out, and which did not. It shows what a client adds by itself.
 *
 * @example
 * requested('ann', { headers: { cookie: /__Host-session=/ } })
 * requested('evil', { headers: { cookie: null } })
 */
export function requested(
  client: string,
  options: { readonly target?: MatchSource; readonly headers?: HeaderSources },
): Expectation {
  const { target, headers = {} } = options;
  return {
    expect: 'requested',
    client,
    headers: headersOf(headers),
    ...(target !== undefined && { target: matchOf(target) }),
  };
}

/**
 * The connection was answered, and no token minted in the run stands in what the server sent to it: not in the response (a chosen subprotocol, a redirect), a body, a message
 * or a close reason.
 *
 * @example neverReflected('ann')
 */
export function neverReflected(client: string): Expectation {
  return { expect: 'neverReflected', client };
}

/**
 * A member of JSON answers, or a cookie that they set (at least ten of them), that nobody can guess: no two alike, not counted up, with at least so many
 * bits that vary.
 *
 * @example
 * repeat(20, {}, request('ann', 'POST', '/ticket', { page: server.origin }))
 * unguessable('ann', 'ticket', { bits: 120, to: 'POST /ticket' }) // a random UUID has 122
 */
export function unguessable(
  client: string,
  field: string,
  options: { readonly bits: number; readonly to?: string },
): Expectation {
  return { expect: 'unguessable', client, field, ...options };
}

/**
 * What the client's script was told, in order and complete: `open`, `error`, `close <code>` with or without its reason. Messages, `cookies` and `exception`
 * count only where one is named.
 *
 * @example
 * scriptSees('eve', 'error', 'close 1006')
 * scriptSees('ann', 'open', 'close 4401 token expired')
 * scriptSees('ann', 'open', 'message hello', 'close 1000')
 * scriptSees('ann', 'cookies ""')
 */
export function scriptSees(client: string, ...events: readonly string[]): Expectation {
  return { expect: 'scriptSees', client, events };
}

/**
 * The server still answers at the end. Every check asks it by itself, so it is written only inside `anyOf` or for the reader.
 *
 * @example alive()
 */
export function alive(): Expectation {
  return { expect: 'alive' };
}

/**
 * The server is gone at the end; for experiments that show how one packet kills it. The check then says `alive: false`.
 *
 * @example notAlive()
 */
export function notAlive(): Expectation {
  return { expect: 'notAlive' };
}

/**
 * At least one of these holds: where two answers are sound.
 *
 * @example anyOf(refused('late', 401), closedWith('late', 4401))
 */
export function anyOf(...expectations: readonly Expectation[]): Expectation {
  return { expect: 'anyOf', expectations };
}

function headOf(source: HeadSource): HeadMatch {
  return {
    ...(source.headers !== undefined && { headers: headersOf(source.headers) }),
    ...(source.body !== undefined && { body: matchOf(source.body) }),
  };
}

function headersOf(source: HeaderSources): HeaderMatches {
  return Object.fromEntries(
    Object.entries(source).map(([name, match]) => [name.toLowerCase(), match === null ? null : matchOf(match)]),
  );
}
