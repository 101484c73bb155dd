import type { CookieAttributes, Expectation } from '../check.ts';
import type { Awaited } from '../protocol.ts';
import { mustBe, mustBeCode, mustBeCount, mustBeName, mustHaveOnly } from './arguments.ts';
import { type Duration, milliseconds } from './duration.ts';
import { type HeaderSources, type HeadSource, headersOf, headMembers, headOf } from './head-sources.ts';
import { type MatchSource, matchOf } from './values.ts';

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
  mustBeName(client, 'refused');
  mustBeCode(status, 'refused');
  mustHaveOnly(options, 'refused', [...headMembers, 'within']);
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
  mustBeName(client, 'opened');
  mustHaveOnly(options, 'opened', ['subprotocol', 'headers']);
  const { subprotocol, headers } = options;
  return {
    expect: 'opened',
    client,
    ...(subprotocol !== undefined && { subprotocol }),
    ...(headers !== undefined && { headers: headersOf(headers) }),
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
  mustBeName(client, 'answered');
  mustBeCode(status, 'answered');
  mustHaveOnly(options, 'answered', [...headMembers, 'to', 'nth']);
  mustBeCount(options.nth, 'nth', 'answered');
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
  mustBeName(client, 'neverAnswered');
  mustHaveOnly(options, 'neverAnswered', ['to']);
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
  mustBeName(client, 'statuses');
  mustHaveOnly(options, 'statuses', ['to', 'heads']);
  const isCounted = Object.values(counts ?? {}).every((count) => Number.isInteger(count));
  mustBe(typeof counts === 'object' && isCounted, 'counts by status in statuses(…), such as { 401: 2 }', counts);
  for (const head of Object.values(options.heads ?? {})) mustHaveOnly(head, 'statuses', headMembers);
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
  mustBeName(client, 'setsCookie');
  mustHaveOnly(attributes, 'setsCookie', ['path', 'httpOnly', 'secure', 'sameSite', 'domain']);
  mustHaveOnly(options, 'setsCookie', ['to']);
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
  mustBeName(client, 'requested');
  mustHaveOnly(options, 'requested', ['target', 'headers']);
  const { target, headers = {} } = options;
  return {
    expect: 'requested',
    client,
    headers: headersOf(headers),
    ...(target !== undefined && { target: matchOf(target) }),
  };
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
  mustBeName(client, 'unguessable');
  mustHaveOnly(options, 'unguessable', ['bits', 'to']);
  mustBe(typeof options.bits === 'number', 'a number as `bits` of unguessable(…)', options.bits);
  return { expect: 'unguessable', client, field, ...options };
}
