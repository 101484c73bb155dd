import { concat, fromUtf8, isUtf8, latin1, toBase64, utf8 } from './bytes.ts';
import { type Connection, type Item, readConnections } from './connection.ts';
import { encodeFrame, opcodes } from './frame.ts';
import type { FrameRead } from './frame-reader.ts';
import { encodeHead, type Field, fieldValue, type Head, hasMember } from './http-head.ts';
import { normalClaims, type Rewrite, rewriteOf } from './placeholders.ts';
import { acceptOf } from './sec-websocket-accept.ts';
import { requestOf } from './transcript.ts';
import type { Payload, Transcript, WireEvent } from './wire-event.ts';

const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
const MASKING_KEY = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);
const DATE = 'Thu, 01 Jan 1970 00:00:00 GMT';

/**
 * The same transcript with all that is of one run only written as in every other: keys and accept values (a wrong one stays wrong), masking keys,
 * `Date`, the port, minted tokens and the secrets that answers brought. Each head with its body and each frame becomes one event, however TCP cut them.
 * It reads as any transcript does; times are rounded to milliseconds and else stay.
 */
export function normalise(transcript: Transcript): Transcript {
  const rewrite = rewriteOf(transcript);
  const streams = readConnections(transcript).flatMap((connection) => streamEvents(connection, rewrite));
  const others = transcript.flatMap((event, index) =>
    event.kind === 'bytes' ? [] : [{ index, event: rewritten(event, rewrite) }],
  );
  return [...streams, ...others]
    .sort((a, b) => a.index - b.index)
    .map(({ event }) => ({ ...event, at: Math.round(event.at) }));
}

interface Placed {
  readonly index: number;
  readonly event: WireEvent;
}

function streamEvents(connection: Connection, rewrite: Rewrite): readonly Placed[] {
  const key = requestOf(connection)?.head;
  const accept = key === undefined ? undefined : acceptOf(fieldValue(key, 'sec-websocket-key') ?? '');
  return connection.items.flatMap((item): readonly Placed[] => {
    const payload = payloadOf(item, rewrite, accept);
    if (payload === undefined || !('direction' in item)) return [];
    const { at, virtual, direction, event: index } = item;
    const { number, client } = connection;
    const event: WireEvent = {
      kind: 'bytes',
      client,
      at,
      ...(virtual !== undefined && { virtual }),
      connection: number,
      direction,
      ...payload,
    };
    return [{ index, event }];
  });
}

function payloadOf(item: Item, rewrite: Rewrite, accept: string | undefined): Payload | undefined {
  switch (item.kind) {
    case 'request':
    case 'response':
      return { base64: toBase64(messageBytes(item, rewrite, accept)) };
    case 'frame':
      return framePayload(item.frame, rewrite);
    case 'unfinished':
      return item.frame === undefined
        ? { base64: toBase64(rewriteBytes(item.bytes, rewrite)) }
        : framePayload(item.frame, rewrite);
    case 'unreadable':
      return { base64: toBase64(rewriteBytes(item.bytes, rewrite)) };
    case 'end':
    case 'script':
      return undefined;
  }
}

function messageBytes(
  { head, body }: Extract<Item, { kind: 'request' | 'response' }>,
  rewrite: Rewrite,
  accept: string | undefined,
): Uint8Array {
  const content = rewriteBytes(body, rewrite);
  const fields = head.fields.map((field) =>
    rewriteField(field, rewrite, accept, String(body.length), String(content.length)),
  );
  const start = head.kind === 'request' ? { ...head, target: rewrite(head.target) } : head;
  return concat(
    encodeHead({ ...start, fields } as Head),
    hasMember(head, 'transfer-encoding', 'chunked') ? chunked(content) : content,
  );
}

function rewriteField(
  { name, value }: Field,
  rewrite: Rewrite,
  accept: string | undefined,
  before: string,
  now: string,
): Field {
  switch (name.toLowerCase()) {
    case 'sec-websocket-key':
      return { name, value: KEY };
    case 'sec-websocket-accept':
      return { name, value: value === accept ? acceptOf(KEY) : value };
    case 'date':
      return { name, value: DATE };
    case 'content-length':
      return { name, value: value === before ? now : value };
    default:
      return { name, value: rewrite(value) };
  }
}

/** The frame with a masking key that is always the same. One that its recorder cut stays cut: its length, and what is known of it. */
function framePayload(frame: FrameRead, rewrite: Rewrite): Payload {
  const missing = frame.length - frame.payload.length;
  const payload = missing > 0 ? frame.payload : rewritePayload(frame, rewrite);
  const masking = frame.maskingKey === undefined ? {} : { maskingKey: MASKING_KEY };
  const { fin, rsv1, rsv2, rsv3, opcode } = frame;
  const length = missing > 0 ? frame.length : payload.length;
  const whole = encodeFrame({
    fin,
    rsv1,
    rsv2,
    rsv3,
    opcode,
    ...masking,
    payload: concat(payload, new Uint8Array(length - payload.length)),
  });
  if (missing === 0) return { base64: toBase64(whole) };
  const known = whole.subarray(0, whole.length - missing);
  return { length: whole.length, sha256: '', head: toBase64(known) };
}

/** What a ping carries is made up by who sends it, and comes back in the pong. */
function rewritePayload({ opcode, payload, compressed }: FrameRead, rewrite: Rewrite): Uint8Array {
  if (opcode === opcodes.ping || opcode === opcodes.pong) return new Uint8Array(payload.length);
  return compressed ? payload : rewriteBytes(payload, rewrite);
}

function rewriteBytes(bytes: Uint8Array, rewrite: Rewrite): Uint8Array {
  return isUtf8(bytes) ? utf8(rewrite(fromUtf8(bytes))) : bytes;
}

function chunked(content: Uint8Array): Uint8Array {
  const chunk = content.length === 0 ? '' : `${content.length.toString(16)}\r\n`;
  return concat(latin1(chunk), content, latin1(chunk === '' ? '0\r\n\r\n' : '\r\n0\r\n\r\n'));
}

function rewritten(event: WireEvent, rewrite: Rewrite): WireEvent {
  switch (event.kind) {
    case 'attempt':
      return { ...event, url: rewrite(event.url), says: rewrite(event.says) };
    case 'token':
      return { ...event, token: rewrite(event.token), claims: normalClaims(event.claims) };
    case 'script':
      return { ...event, saw: rewriteTexts(event.saw, rewrite) };
    case 'answer': {
      const headers = Object.entries(event.headers).map(([name, value]) => [
        name,
        name === 'date' ? DATE : rewrite(value),
      ]);
      const { body, setCookie } = event;
      return {
        ...event,
        request: rewrite(event.request),
        headers: Object.fromEntries(headers),
        setCookie: setCookie.map(rewrite),
        body: rewrite(body),
      };
    }
    case 'bytes':
    case 'end':
    case 'timeout':
    case 'barrier':
    case 'clock':
    case 'alive':
    case 'done':
      return event;
  }
}

function rewriteTexts<Saw extends object>(saw: Saw, rewrite: Rewrite): Saw {
  return Object.fromEntries(
    Object.entries(saw).map(([name, value]) => [
      name,
      typeof value === 'string' && name !== 'type' ? rewrite(value) : value,
    ]),
  ) as Saw;
}
