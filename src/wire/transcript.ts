import type { Connection, Item } from './connection.ts';
import { type CloseBody, opcodes, parseCloseBody } from './frame.ts';
import type { RequestHead, ResponseHead } from './http-head.ts';
import type { Moment } from './stream.ts';
import type { Direction, Transcript, WireEvent } from './wire-event.ts';

/** The event of a kind, with its index in the transcript. */
export type Seen<Kind extends WireEvent['kind']> = Extract<WireEvent, { kind: Kind }> & { readonly event: number };

/** The events of one kind, in order. */
export function eventsOf<Kind extends WireEvent['kind']>(transcript: Transcript, kind: Kind): readonly Seen<Kind>[] {
  return transcript.flatMap((event, index) => (event.kind === kind ? [{ ...event, event: index } as Seen<Kind>] : []));
}

/** The clients that a name stands for: itself, or its numbered ones (`eve` for `eve#1`, `eve#2`). */
export function isNamed(client: string, name: string): boolean {
  return client === name || (client.startsWith(`${name}#`) && /^\d+$/.test(client.slice(name.length + 1)));
}

/**
 * The WebSocket connections (and raw ones) that a name stands for, one a client; plain requests are left out. A browser answers a Basic challenge
 * with a second connection: the last one of a client is the one that counts.
 */
export function socketsOf(connections: readonly Connection[], name: string): readonly Connection[] {
  const sockets = connections.filter(({ by, client }) => by !== 'http' && isNamed(client, name));
  return [...new Map(sockets.map((connection) => [connection.client, connection])).values()];
}

/** The request of the opening handshake, or of whatever else was asked first. */
export function requestOf(
  connection: Connection,
): (Moment & { readonly head: RequestHead; readonly body: Uint8Array }) | undefined {
  return connection.items.find((item) => item.kind === 'request');
}

/** The first final response, which decides whether the connection is open. Interim responses are passed over (RFC 9110 §15.2). */
export function responseOf(connection: Connection): Extract<Item, { kind: 'response' }> | undefined {
  return connection.items.filter((item) => item.kind === 'response').find(({ head }) => isFinal(head));
}

/** Whether a response is the last word on its request: 101, or 200 and up. */
export function isFinal({ status }: ResponseHead): boolean {
  return status === 101 || status >= 200;
}

/** The first Close frame that went one way. */
export function closeOf(connection: Connection, direction: Direction): (Moment & CloseBody) | undefined {
  const item = connection.items.find(
    (found) => found.kind === 'frame' && found.direction === direction && found.frame.opcode === opcodes.close,
  );
  if (item?.kind !== 'frame') return undefined;
  const { at, virtual, event, frame } = item;
  return { at, ...(virtual !== undefined && { virtual }), event, ...parseCloseBody(frame.payload) };
}

/** The first end of TCP by one side, or a connection that never came about. */
export function endOf(connection: Connection, by: 'client' | 'server'): Extract<Item, { kind: 'end' }> | undefined {
  return connection.items
    .filter((item) => item.kind === 'end')
    .find((item) => item.by === by || item.how === 'refused');
}

/** Whether the server may still send something: nobody ended TCP, and neither a refusal nor a Close frame came from the server. */
export function isLive(connection: Connection): boolean {
  const refusal = responseOf(connection)?.head.status ?? 101;
  const isEnded = endOf(connection, 'server') !== undefined || endOf(connection, 'client') !== undefined;
  return refusal === 101 && !isEnded && closeOf(connection, 'received') === undefined;
}

/** What the client's script was told, in order. */
export function scriptOf(connection: Connection): readonly Extract<Item, { kind: 'script' }>[] {
  return connection.items.filter((item) => item.kind === 'script');
}

/** The close event that the client's script got: 1005 and 1006 are only ever seen here. */
export function closeSeenByScript(
  connection: Connection,
): { readonly code: number; readonly reason: string; readonly event: number } | undefined {
  const item = scriptOf(connection).find(({ saw }) => saw.type === 'close');
  return item?.saw.type === 'close' ? { code: item.saw.code, reason: item.saw.reason, event: item.event } : undefined;
}

/** The answers to a client's plain requests, in order; `to` keeps those to one method and path, whatever the query: `POST /ticket`. */
export function answersOf(transcript: Transcript, name: string, to?: string): readonly Seen<'answer'>[] {
  return eventsOf(transcript, 'answer').filter(
    ({ client, request }) => isNamed(client, name) && (to === undefined || isRequestTo(request, to)),
  );
}

function isRequestTo(request: string, to: string): boolean {
  return request === to || request.replace(/\?.*$/, '') === to;
}
