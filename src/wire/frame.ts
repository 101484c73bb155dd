import { concat, fromUtf8, utf8 } from './bytes.ts';

/** Opcodes (RFC 6455 §5.2). */
export const opcodes = { continuation: 0x0, text: 0x1, binary: 0x2, close: 0x8, ping: 0x9, pong: 0xa } as const;

/** One frame of the base framing protocol (RFC 6455 §5.2), its payload unmasked. */
export interface Frame {
  readonly fin: boolean;
  readonly rsv1: boolean;
  readonly rsv2: boolean;
  readonly rsv3: boolean;
  readonly opcode: number;
  /** The four bytes of the masking key; absent when the mask bit is 0. */
  readonly maskingKey?: Uint8Array;
  readonly payload: Uint8Array;
}

/** What `encodeFrame` needs: an opcode, and what differs from an unmasked, final frame without payload. */
export type FrameParts = Partial<Frame> & { readonly opcode: number };

/** The frame as it goes over the wire, its length in the fewest bytes. */
export function encodeFrame(parts: FrameParts): Uint8Array {
  const {
    fin = true,
    rsv1 = false,
    rsv2 = false,
    rsv3 = false,
    opcode,
    maskingKey,
    payload = new Uint8Array(),
  } = parts;
  const first = (Number(fin) << 7) | (Number(rsv1) << 6) | (Number(rsv2) << 5) | (Number(rsv3) << 4) | (opcode & 0xf);
  const mask = maskingKey === undefined ? 0 : 0x80;
  const key = maskingKey ?? new Uint8Array();
  return concat(Uint8Array.of(first), encodeLength(payload.length, mask), key, masked(payload, key));
}

/** The payload with each byte XORed with the key's; doing it twice gives it back (RFC 6455 §5.3). An empty key leaves it as it is. */
export function masked(payload: Uint8Array, key: Uint8Array, from = 0): Uint8Array {
  if (key.length === 0) return payload.slice();
  return payload.map((byte, index) => byte ^ (key[(from + index) % 4] ?? 0));
}

/** `text`, `close`, … or `reserved (0x3)`. */
export function opcodeName(opcode: number): string {
  const known = Object.entries(opcodes).find(([, value]) => value === opcode);
  return known?.[0] ?? `reserved (0x${opcode.toString(16)})`;
}

/** Close, ping, pong and the reserved ones above them (RFC 6455 §5.5). */
export function isControl(opcode: number): boolean {
  return (opcode & 0x8) !== 0;
}

/** What a Close frame says: nothing, or a code and a reason (RFC 6455 §5.5.1). */
export interface CloseBody {
  readonly code?: number;
  readonly reason: string;
}

/** Reads the payload of a Close frame. */
export function parseCloseBody(payload: Uint8Array): CloseBody {
  const [high, low] = payload;
  if (high === undefined || low === undefined) return { reason: '' };
  return { code: (high << 8) | low, reason: fromUtf8(payload.subarray(2)) };
}

/** The payload of a Close frame. Throws a RangeError when it would be over the 125 bytes of a control frame (RFC 6455 §5.5). */
export function encodeCloseBody(code: number, reason = ''): Uint8Array {
  const text = utf8(reason);
  if (text.length > 123) throw new RangeError(`expected a reason of at most 123 bytes, found ${text.length}`);
  return concat(Uint8Array.of(code >> 8, code & 0xff), text);
}

function encodeLength(length: number, mask: number): Uint8Array {
  if (length <= 125) return Uint8Array.of(mask | length);
  const view = new DataView(new ArrayBuffer(length <= 0xffff ? 3 : 9));
  if (length <= 0xffff) {
    view.setUint8(0, mask | 126);
    view.setUint16(1, length);
  } else {
    view.setUint8(0, mask | 127);
    view.setBigUint64(1, BigInt(length));
  }
  return new Uint8Array(view.buffer);
}
