import { concat, fromLatin1, latin1, toBase64 } from './bytes.ts';
import { type Connection, readConnections } from './connection.ts';
import { encodeFrame, masked, opcodes } from './frame.ts';
import type { FrameRead } from './frame-reader.ts';
import { readRequests, readResponses } from './http-messages.ts';
import { normaliseClaims, placeholdersOf } from './placeholders.ts';
import { knownBytes, momentAt, type Stream, streamOf } from './stream.ts';
import type { Direction, Payload, ScriptSaw, Transcript, WireEvent } from './wire-event.ts';

type Written = { readonly order: number; readonly event: WireEvent };

/**
 * A transcript as any other run of the same script against the same server has it: one bytes event for each message of HTTP and each frame, frames
 * unmasked (their masking key is zero), everything random replaced, times in tenths of a second.
 */
export function normalise(transcript: Transcript): Transcript {
  const replace = placeholdersOf(transcript);
  const connections = readConnections(transcript);
  const bytes = connections.flatMap((connection) =>
    (['sent', 'received'] as const).flatMap((direction) => rewritten(transcript, connection, direction, replace)),
  );
  const others = transcript.flatMap((event, order): readonly Written[] => {
    return event.kind === 'bytes' ? [] : [{ order, event: withoutChance(event, replace) }];
  });
  const began = transcript.find((event) => event.virtual !== undefined)?.virtual ?? 0;
  return [...bytes, ...others]
    .sort((a, b) => a.order - b.order)
    .map(({ event }) => ({
      ...event,
      at: Math.round(event.at / 100) * 100,
      ...(event.virtual !== undefined && { virtual: Math.round((event.virtual - began) / 100) * 100 }),
    }));
}

type Replace = (text: string) => string;

function rewritten(
  transcript: Transcript,
  connection: Connection,
  direction: Direction,
  replace: Replace,
): readonly Written[] {
  const stream = streamOf(transcript, connection.number, direction);
  const write = (order: number, payload: Payload): Written => {
    const source = transcript[order];
    const { client, at, virtual, step } = source ?? { client: connection.client, at: 0 };
    const base = { client, at, ...(virtual !== undefined && { virtual }), ...(step !== undefined && { step }) };
    return { order, event: { ...base, kind: 'bytes', connection: connection.number, direction, ...payload } };
  };
  const http = httpMessages(stream, direction, connection).flatMap(({ end, bytes }) => {
    const moment = momentAt(stream, end);
    return moment === undefined ? [] : [write(moment.event, whole(latin1(replace(fromLatin1(bytes)))))];
  });
  const framed = connection.items.flatMap((item): readonly Written[] => {
    if (!('direction' in item) || item.direction !== direction) return [];
    if (item.kind === 'frame') return [write(item.event, framePayload(item.frame, replace))];
    if (item.kind === 'unfinished' && item.frame !== undefined)
      return [write(item.event, whole(unmasked(item.bytes, item.frame)))];
    if (item.kind === 'unfinished' || item.kind === 'unreadable')
      return [write(item.event, whole(latin1(replace(fromLatin1(item.bytes)))))];
    return [];
  });
  return [...http, ...framed];
}

/** The messages of HTTP that a stream begins with, as they were written. */
function httpMessages(
  stream: Stream,
  direction: Direction,
  connection: Connection,
): readonly { readonly bytes: Uint8Array; readonly end: number }[] {
  const bytes = knownBytes(stream);
  const heads = connection.items.filter((item) => item.kind === (direction === 'sent' ? 'request' : 'response')).length;
  const methods = connection.items.flatMap((item) => (item.kind === 'request' ? [item.head.method] : []));
  const { messages } = direction === 'sent' ? readRequests(bytes) : readResponses(bytes, methods);
  return messages.slice(0, heads).map(({ start, end }) => ({ bytes: bytes.slice(start, end), end }));
}

function framePayload(frame: FrameRead, replace: Replace): Payload {
  const { fin, rsv1, rsv2, rsv3, opcode, payload, length } = frame;
  const parts = { fin, rsv1, rsv2, rsv3, opcode, ...(frame.maskingKey && { maskingKey: new Uint8Array(4) }) };
  if (payload.length < length) {
    const header = encodeFrame({ ...parts, payload: new Uint8Array(length) }).slice(0, frame.headerSize);
    return { length: frame.headerSize + length, sha256: '', head: toBase64(concat(header, payload)) };
  }
  return whole(encodeFrame({ ...parts, payload: payloadWithoutChance(frame, replace) }));
}

/** Pings carry a number that the pinger made up. */
function payloadWithoutChance({ opcode, payload, compressed }: FrameRead, replace: Replace): Uint8Array {
  if (opcode === opcodes.ping || opcode === opcodes.pong) return new Uint8Array(payload.length);
  if (opcode === opcodes.binary || compressed) return payload;
  return latin1(replace(fromLatin1(payload)));
}

function unmasked(bytes: Uint8Array, frame: FrameRead): Uint8Array {
  if (frame.maskingKey === undefined || bytes.length < frame.headerSize) return bytes;
  const header = bytes.slice(0, frame.headerSize - 4);
  return concat(header, new Uint8Array(4), masked(bytes.slice(frame.headerSize), frame.maskingKey));
}

function whole(bytes: Uint8Array): Payload {
  return { base64: toBase64(bytes) };
}

function withoutChance(event: Exclude<WireEvent, { kind: 'bytes' }>, replace: Replace): WireEvent {
  switch (event.kind) {
    case 'attempt':
      return { ...event, url: replace(event.url), says: replace(event.says) };
    case 'token':
      return { ...event, token: replace(event.token), claims: normaliseClaims(event.claims) };
    case 'script':
      return { ...event, saw: sawWithoutChance(event.saw, replace) };
    case 'answer': {
      const headers = Object.entries(event.headers).map(([name, value]) => [
        name,
        replace(`${name}: ${value}\r`).slice(name.length + 2, -1),
      ]);
      return {
        ...event,
        request: replace(event.request),
        headers: Object.fromEntries(headers),
        setCookie: event.setCookie.map(replace),
        body: replace(event.body),
      };
    }
    case 'timeout':
      return { ...event, waitedFor: replace(event.waitedFor) };
    default:
      return event;
  }
}

function sawWithoutChance(saw: ScriptSaw, replace: Replace): ScriptSaw {
  switch (saw.type) {
    case 'open':
      return { ...saw, protocol: replace(saw.protocol) };
    case 'message':
      return { ...saw, data: replace(saw.data) };
    case 'error':
    case 'exception':
      return { ...saw, message: replace(saw.message) };
    case 'close':
      return { ...saw, reason: replace(saw.reason) };
    case 'cookies':
      return { ...saw, text: replace(saw.text) };
    default:
      return saw;
  }
}
