import type { Expectation } from '../check.ts';
import type { Awaited } from '../protocol.ts';
import { mustBe, mustBeCode, mustBeCount, mustBeMade, mustBeName, mustHaveOnly } from './arguments.ts';
import { type Duration, milliseconds } from './duration.ts';
import { type MatchSource, matchOf } from './values.ts';

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
  mustBeName(first, 'received');
  mustHaveOnly(options, 'received', ['times', 'as']);
  mustBeCount(options.times, 'times', 'received');
  return { expect: 'received', client: String(first), match: matchOf(match), ...options };
}

/**
 * Messages that match came in this order; others may stand between them.
 *
 * @example receivedInOrder('ann', { type: 'welcome' }, { text: 'right behind' })
 */
export function receivedInOrder(client: string, ...matches: readonly MatchSource[]): Expectation {
  mustBeName(client, 'receivedInOrder');
  return { expect: 'receivedInOrder', client, matches: matches.map(matchOf) };
}

/**
 * To the end of the run nothing that the server sent to this client on its connection matches: no message (whole or unfinished), close reason, header field or
 * body. Put a `barrier` before the end of the script.
 *
 * @example neverReceived('eve', /members/)
 */
export function neverReceived(client: string, match: MatchSource): Expectation {
  mustBeName(client, 'neverReceived');
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
  mustBeName(client, 'closedWith');
  mustBeCode(code, 'closedWith');
  mustHaveOnly(options, 'closedWith', ['reason', 'after', 'tolerance']);
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
  mustBeName(client, 'stillOpen');
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
  mustBeName(client, 'ended');
  mustHaveOnly(options, 'ended', ['within', 'how']);
  const { within, how } = options;
  return {
    expect: 'ended',
    client,
    ...(within !== undefined && { withinMs: milliseconds(within) }),
    ...(how !== undefined && { how }),
  };
}

/**
 * The connection was answered, and no token minted in the run stands in what the server sent to it: not in the response (a chosen subprotocol, a redirect), a body, a message
 * or a close reason.
 *
 * @example neverReflected('ann')
 */
export function neverReflected(client: string): Expectation {
  mustBeName(client, 'neverReflected');
  return { expect: 'neverReflected', client };
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
  mustBeName(client, 'scriptSees');
  for (const event of events) mustBe(typeof event === 'string', 'texts as events of scriptSees(…)', event);
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
  for (const one of expectations) mustBeMade(one, 'expect', 'only expectations in anyOf(…)');
  return { expect: 'anyOf', expectations };
}
