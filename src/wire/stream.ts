import { concat, fromBase64 } from './bytes.ts';
import type { Direction, Transcript } from './wire-event.ts';

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

/** Everything that went one way on a connection. */
export function streamOf(transcript: Transcript, connection: number, direction: Direction): Stream {
  return transcript.flatMap((event, index) => {
    if (event.kind !== 'bytes' || event.connection !== connection || event.direction !== direction) return [];
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
