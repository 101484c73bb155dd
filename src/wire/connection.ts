import { createFrameReader, type FrameFault, type FrameRead, type StreamRules } from './frame-reader.ts';
import type { Malformed, RequestHead, ResponseHead } from './http-head.ts';
import { type HttpMessages, readRequests, readResponses } from './http-messages.ts';
import { isCompressed } from './opening-handshake.ts';
import {
  after,
  eventsByConnection,
  knownBytes,
  type Moment,
  momentAt,
  momentOf,
  type Placed,
  type Stream,
  streamOf,
} from './stream.ts';
import type { Direction, ScriptSaw, Transcript } from './wire-event.ts';

/** What happened on one connection: what the bytes mean, how TCP ended, and what the client's script was told. */
export type Item = Moment & (HeadItem | StreamItem | OtherItem);

/** A message of HTTP. Its moment is when the head was whole. */
export type HeadItem =
  | {
      readonly kind: 'request';
      readonly direction: 'sent';
      readonly head: RequestHead;
      readonly body: Uint8Array;
      readonly whole: boolean;
    }
  | {
      readonly kind: 'response';
      readonly direction: 'received';
      readonly head: ResponseHead;
      readonly body: Uint8Array;
      readonly whole: boolean;
    };

export type StreamItem =
  | { readonly kind: 'frame'; readonly direction: Direction; readonly frame: FrameRead }
  /** Bytes at the end of a stream that make no whole head or frame; `frame` is what is known of a frame that has begun. */
  | {
      readonly kind: 'unfinished';
      readonly direction: Direction;
      readonly bytes: Uint8Array;
      readonly frame?: FrameRead;
    }
  /** Bytes that cannot be read, and why. Nothing behind them is. */
  | {
      readonly kind: 'unreadable';
      readonly direction: Direction;
      readonly bytes: Uint8Array;
      readonly why: Malformed | FrameFault;
    };

export type OtherItem =
  | { readonly kind: 'end'; readonly how: 'fin' | 'reset' | 'refused'; readonly by: 'client' | 'server' }
  | { readonly kind: 'script'; readonly saw: ScriptSaw };

/** One TCP connection of a client, its items in the order in which they were seen. */
export interface Connection {
  readonly number: number;
  readonly client: string;
  readonly by: 'node' | 'browser' | 'raw' | 'http';
  readonly url: string;
  readonly started: Moment;
  readonly items: readonly Item[];
}

// Judges, table and inspector ask for those of the same transcript, which may have grown since.
const known = new WeakMap<Transcript, { readonly events: number; readonly connections: readonly Connection[] }>();

/** The connections of a transcript, in the order in which they were begun. Read once for each transcript. */
export function readConnections(transcript: Transcript): readonly Connection[] {
  const before = known.get(transcript);
  if (before?.events === transcript.length) return before.connections;
  const connections = read(transcript);
  known.set(transcript, { events: transcript.length, connections });
  return connections;
}

function read(transcript: Transcript): readonly Connection[] {
  const byConnection = eventsByConnection(transcript);
  return transcript.flatMap((event, index) => {
    if (event.kind !== 'attempt') return [];
    const { connection: number, client, by, url } = event;
    const events = byConnection.get(number) ?? [];
    const items = [...readStreams(events), ...readOthers(events)];
    return [
      { number, client, by, url, started: momentOf(event, index), items: items.sort((a, b) => a.event - b.event) },
    ];
  });
}

function readOthers(events: readonly Placed[]): readonly Item[] {
  return events.flatMap(([index, event]): readonly Item[] => {
    if (event.kind !== 'end' && event.kind !== 'script') return [];
    const moment = momentOf(event, index);
    if (event.kind === 'script') return [{ kind: 'script', saw: event.saw, ...moment }];
    return [{ kind: 'end', how: event.how, by: event.by, ...moment }];
  });
}

/** Requests and responses; behind a 101, frames both ways. */
function readStreams(events: readonly Placed[]): readonly Item[] {
  const sent = streamOf(events, 'sent');
  const received = streamOf(events, 'received');
  const requests = readRequests(knownBytes(sent));
  const responses = readResponses(
    knownBytes(received),
    requests.messages.map(({ head }) => head.method),
  );
  const last = responses.messages.at(-1);
  if (last?.head.status !== 101)
    return [...headItems('sent', sent, requests), ...headItems('received', received, responses)];

  // The request that was answered with 101 is the last one; what was sent behind it are frames, even if it looks like a head.
  const answered = responses.messages.filter(({ head }) => head.status >= 200).length;
  const asked = requests.messages.slice(0, answered + 1);
  const upgrade: HttpMessages<RequestHead> = { messages: asked, end: asked.at(-1)?.end ?? 0 };
  const compressed = isCompressed(last.head);
  return [
    ...headItems('sent', sent, upgrade, 'whole'),
    ...headItems('received', received, { messages: responses.messages, end: last.end }, 'whole'),
    ...frameItems('sent', after(sent, upgrade.end), { sender: 'client', compressed }),
    ...frameItems('received', after(received, last.end), { sender: 'server', compressed }),
  ];
}

function headItems(
  direction: Direction,
  stream: Stream,
  { messages, fault, end }: HttpMessages<RequestHead> | HttpMessages<ResponseHead>,
  rest: 'whole' | 'has-rest' = 'has-rest',
): readonly Item[] {
  const items = messages.flatMap(({ head, body, whole, headEnd }): readonly Item[] => {
    const moment = momentAt(stream, headEnd);
    if (moment === undefined) return [];
    if (head.kind === 'request') return [{ kind: 'request', direction: 'sent', head, body, whole, ...moment }];
    return [{ kind: 'response', direction: 'received', head, body, whole, ...moment }];
  });
  const bytes = knownBytes(stream).slice(end);
  const moment = stream.at(-1)?.moment;
  if (rest === 'whole' || bytes.length === 0 || moment === undefined) return items;
  if (fault === undefined) return [...items, { kind: 'unfinished', direction, bytes, ...moment }];
  return [...items, { kind: 'unreadable', direction, bytes, why: fault, ...moment }];
}

function frameItems(direction: Direction, stream: Stream, rules: StreamRules): readonly Item[] {
  const reader = createFrameReader(rules);
  const items: Item[] = [];
  for (const { bytes, missing, moment } of stream) {
    for (const frame of [...reader.feed(bytes), ...reader.skip(missing)])
      items.push({ kind: 'frame', direction, frame, ...moment });
    if (reader.lost !== undefined)
      return [...items, { kind: 'unreadable', direction, bytes, why: reader.lost, ...moment }];
  }
  const moment = stream.at(-1)?.moment;
  const bytes = reader.pending();
  if (bytes.length === 0 || moment === undefined) return items;
  const frame = reader.unfinished();
  return [...items, { kind: 'unfinished', direction, bytes, ...(frame !== undefined && { frame }), ...moment }];
}
