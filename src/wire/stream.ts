import { concat, fromBase64 } from './bytes.ts';
import type { Direction, Transcript, WireEvent } from './wire-event.ts';

/** When something was seen: milliseconds since the probe started, the moved clock where there is one, and the index of the event that completed it. */
export interface Moment {
  readonly at: number;
  readonly virtual?: number;
  readonly event: number;
}

/** Bytes that one event brought. `missing` were counted behind them and not written down. */
interface Piece {
  readonly bytes: Uint8Array;
  readonly missing: number;
  readonly moment: Moment;
}

/** One direction of a connection, in the pieces in which it came. */
export type Stream = readonly Piece[];

/** An event with its index in the transcript. */
export type Placed = readonly [index: number, event: WireEvent];

/** The events of each connection, in order: a transcript of a thousand connections is gone through once, not for each of them. */
export function eventsByConnection(transcript: Transcript): ReadonlyMap<number, readonly Placed[]> {
  const found = new Map<number, Placed[]>();
  for (const [index, event] of transcript.entries()) {
    if (!('connection' in event) || event.connection === undefined) continue;
    const known = found.get(event.connection);
    if (known) known.push([index, event]);
    else found.set(event.connection, [[index, event]]);
  }
  return found;
}

/** Everything that went one way on the connection that these events are of. */
export function streamOf(events: readonly Placed[], direction: Direction): Stream {
  return events.flatMap(([index, event]) => {
    if (event.kind !== 'bytes' || event.direction !== direction) return [];
    const bytes = fromBase64('base64' in event ? event.base64 : event.head);
    const missing = 'base64' in event ? 0 : event.length - bytes.length;
    return [{ bytes, missing, moment: momentOf(event, index) }];
  });
}

/** The moment of an event. */
export function momentOf(event: { readonly at: number; readonly virtual?: number }, index: number): Moment {
  return { at: event.at, ...(event.virtual !== undefined && { virtual: event.virtual }), event: index };
}

/** What is known of a stream up to the first bytes that were not written down. */
export function knownBytes(stream: Stream): Uint8Array {
  const gap = stream.findIndex(({ missing }) => missing > 0);
  return concat(...stream.slice(0, gap === -1 ? undefined : gap + 1).map(({ bytes }) => bytes));
}

/** The moment at which the byte before `position` had come. */
export function momentAt(stream: Stream, position: number): Moment | undefined {
  let end = 0;
  for (const { bytes, missing, moment } of stream) {
    end += bytes.length + missing;
    if (end >= position) return moment;
  }
  return undefined;
}

/** The stream from a position on, which lies before any missing bytes. */
export function after(stream: Stream, position: number): Stream {
  let start = 0;
  return stream.flatMap((piece) => {
    const from = Math.max(position - start, 0);
    start += piece.bytes.length + piece.missing;
    return start <= position ? [] : [{ ...piece, bytes: piece.bytes.slice(from) }];
  });
}
