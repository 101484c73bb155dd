import { fromUtf8 } from '../../wire/bytes.ts';
import type { Connection } from '../../wire/connection.ts';
import { fieldValue } from '../../wire/http-head.ts';
import { responseRequirements } from '../../wire/opening-handshake.ts';
import {
  closeSeenByScript,
  endOf,
  isFinal,
  requestOf,
  responseOf,
  scriptOf,
  socketsOf,
} from '../../wire/transcript.ts';
import type { Expectation } from '../check.ts';
import { type Evidence, outcomeOf } from '../evidence.ts';
import { matches, quote } from '../match.ts';
import { asExpected, differs, eachOf, type Finding } from '../verdict.ts';
import { fieldsDiffer, headDiffers } from './head.ts';

type Of<Name extends Expectation['expect']> = Extract<Expectation, { expect: Name }>;

/** Refused: this status is the only final answer, it holds what it must, and the connection did not stay. */
export function judgeRefused(expectation: Of<'refused'>, { connections }: Evidence): Finding {
  return eachOf(
    socketsOf(connections, expectation.client),
    (connection) => refused(expectation, connection),
    neverConnected(expectation.client),
  );
}

function refused(expectation: Of<'refused'>, connection: Connection): Finding {
  const { status, head, withinMs } = expectation;
  const response = responseOf(connection);
  if (response?.head.status !== status) {
    const { says, event } = outcomeOf(connection);
    if (response?.head.status !== 101) return differs(says, event);
    return differs(says === 'still open' ? 'let in (101)' : `let in (101), then ${says}`, response.event);
  }
  const later = connection.items.find((item) => item.kind === 'response' && isFinal(item.head) && item !== response);
  if (later?.kind === 'response')
    return differs(`${status}, and then ${later.head.status} on the same connection`, later.event);
  const wrong = headDiffers(head, (name) => fieldValue(response.head, name), fromUtf8(response.body));
  if (wrong !== undefined) return differs(`${status} ${wrong}`, response.event);
  const tookMs = response.at - connection.started.at;
  if (withinMs !== undefined && tookMs > withinMs)
    return differs(`${status} only after ${seconds(tookMs)}`, response.event);
  if (staysOpen(connection, response)) return differs(`${status}, but the connection stays open`, response.event);
  return asExpected(`refused with ${status}`, response.event);
}

/** Whether the server kept the connection after its refusal. Where the client hung up on a whole answer, nothing is known of that. */
function staysOpen(connection: Connection, response: { readonly whole: boolean }): boolean {
  const server = endOf(connection, 'server');
  const client = endOf(connection, 'client');
  if (client === undefined) return server === undefined;
  // An answer without a length ends with the connection, so the client had to give up on one that the server never ended.
  return !response.whole && (server === undefined || server.event > client.event);
}

/** Opened: a 101 that a client takes, and chosen in it what must be. */
export function judgeOpened(expectation: Of<'opened'>, { connections }: Evidence): Finding {
  return eachOf(
    socketsOf(connections, expectation.client),
    (connection) => opened(expectation, connection),
    neverConnected(expectation.client),
  );
}

function opened({ subprotocol, headers }: Of<'opened'>, connection: Connection): Finding {
  const request = requestOf(connection);
  const response = responseOf(connection);
  if (request === undefined || response?.head.status !== 101) {
    const { says, event } = outcomeOf(connection);
    return differs(says, event);
  }
  const unmet = responseRequirements(request.head, response.head).find(({ holds }) => !holds);
  if (unmet !== undefined) return differs(`101, but not so: ${unmet.says}`, response.event);
  const chosen = fieldValue(response.head, 'sec-websocket-protocol');
  if (subprotocol !== undefined && chosen !== (subprotocol ?? undefined)) {
    return differs(
      chosen === undefined ? '101 without a subprotocol' : `101 with the subprotocol ${quote(chosen)}`,
      response.event,
    );
  }
  const wrong = headers === undefined ? undefined : fieldsDiffer(headers, (name) => fieldValue(response.head, name));
  if (wrong !== undefined) return differs(`101 ${wrong}`, response.event);
  const isOpen = scriptOf(connection).some(({ saw }) => saw.type === 'open');
  const gaveUp = isOpen ? undefined : closeSeenByScript(connection);
  if (gaveUp !== undefined) return differs('101, but not one that the client takes', gaveUp.event);
  return asExpected(
    chosen === undefined ? 'let in (101)' : `let in (101), subprotocol ${quote(chosen)}`,
    response.event,
  );
}

/** What the client's own request held. */
export function judgeRequested(expectation: Of<'requested'>, { connections }: Evidence): Finding {
  return eachOf(
    socketsOf(connections, expectation.client),
    (connection) => requested(expectation, connection),
    neverConnected(expectation.client),
  );
}

function requested({ target, headers }: Of<'requested'>, connection: Connection): Finding {
  const request = requestOf(connection);
  if (request === undefined) return differs('sent no request');
  if (target !== undefined && !matches(target, request.head.target))
    return differs(`asked for ${quote(request.head.target)}`, request.event);
  const wrong = fieldsDiffer(headers, (name) => fieldValue(request.head, name));
  return wrong === undefined
    ? asExpected('so it was sent', request.event)
    : differs(`a request ${wrong}`, request.event);
}

/** `eve never connected`. */
export function neverConnected(client: string): string {
  return `${client} never connected`;
}

/** `1.2 s`. */
export function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
