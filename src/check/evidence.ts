import { type Connection, readConnections } from '../wire/connection.ts';
import { closeOf, endOf, isFinal, responseOf } from '../wire/transcript.ts';
import type { Transcript } from '../wire/wire-event.ts';

/** What a judge looks at: the transcript, and what its bytes mean. */
export interface Evidence {
  readonly transcript: Transcript;
  readonly connections: readonly Connection[];
}

/** Reads a transcript once, for all judges. */
export function evidenceOf(transcript: Transcript): Evidence {
  return { transcript, connections: readConnections(transcript) };
}

/** How the server answered the opening handshake: a status as text, `none` when nothing came. A 101 counts, whatever came before it. */
export function statusOf(connection: Connection): string {
  const statuses = connection.items.filter((item) => item.kind === 'response').map(({ head }) => head);
  const status = statuses.find((head) => head.status === 101) ?? statuses.find(isFinal);
  return status === undefined ? 'none' : String(status.status);
}

/** How a connection fared, in words. */
export function outcomeOf(connection: Connection): { readonly says: string; readonly event?: number } {
  const response = responseOf(connection);
  const end = endOf(connection, 'server');
  if (response === undefined) return unanswered(connection);
  if (response.head.status !== 101) return { says: `refused with ${response.head.status}`, event: response.event };
  const close = closeOf(connection, 'received');
  if (close !== undefined) return { says: sayClose(close.code, close.reason), event: close.event };
  if (end !== undefined) return { says: 'cut off without a Close frame', event: end.event };
  return { says: 'still open', event: response.event };
}

/** `closed with 4401 “token expired”`. */
export function sayClose(code: number | undefined, reason: string): string {
  const told = code === undefined ? 'closed without a code' : `closed with ${code}`;
  return reason === '' ? told : `${told} “${reason}”`;
}

function unanswered(connection: Connection): { readonly says: string; readonly event?: number } {
  const end = endOf(connection, 'server');
  const unreadable = connection.items.find((item) => item.kind === 'unreadable' && item.direction === 'received');
  if (unreadable !== undefined) return { says: 'an answer that is no HTTP', event: unreadable.event };
  if (end?.how === 'refused') return { says: 'no connection: nobody listens', event: end.event };
  if (end !== undefined) return { says: 'cut off without an answer', event: end.event };
  return { says: 'no answer' };
}
