import { toHex } from '../../wire/bytes.ts';
import { encodeFrame, type Frame, opcodeName } from '../../wire/frame.ts';

/** One field of a frame as it lay on the wire. `offset` and `bytes` count from the frame's first byte; bit fields share their byte. */
export interface FrameField {
  readonly name: string;
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** The bits that are meant, where the field is not whole bytes: `1`, `0000`. */
  readonly bits?: string;
  readonly value: string;
  readonly says: string;
  readonly section: string;
}

/** Bytes of a payload that are shown; the rest is counted. */
export const SHOWN_PAYLOAD = 64;

/** The fields of a frame in their order (RFC 6455 §5.2). A sender may have written the length in more bytes than were needed: `headerSize` tells. */
export function fieldsOf(
  frame: Frame & { readonly headerSize: number; readonly length: number },
): readonly FrameField[] {
  const { maskingKey, length, headerSize, opcode } = frame;
  const wire = onTheWire(frame);
  const [first = 0, second = 0] = wire;
  const keySize = maskingKey?.length ?? 0;
  const lengthSize = headerSize - 2 - keySize;
  const bit = (byte: number, from: number, size: number) =>
    byte
      .toString(2)
      .padStart(8, '0')
      .slice(from, from + size);
  const part = (from: number, size: number) => wire.subarray(from, from + size);
  const fields: FrameField[] = [
    {
      name: 'FIN',
      offset: 0,
      bytes: part(0, 1),
      bits: bit(first, 0, 1),
      value: frame.fin ? 'last part' : 'more parts follow',
      says: 'Whether the message ends with this frame.',
      section: 'RFC 6455 §5.4',
    },
    {
      name: 'RSV1–3',
      offset: 0,
      bytes: part(0, 1),
      bits: bit(first, 1, 3),
      value: frame.rsv1 ? 'RSV1 set' : 'none',
      says: 'Free for extensions; permessage-deflate marks a compressed message with RSV1.',
      section: 'RFC 6455 §5.2',
    },
    {
      name: 'Opcode',
      offset: 0,
      bytes: part(0, 1),
      bits: bit(first, 4, 4),
      value: opcodeName(opcode),
      says: 'What kind of frame this is.',
      section: 'RFC 6455 §11.8',
    },
    {
      name: 'Mask',
      offset: 1,
      bytes: part(1, 1),
      bits: bit(second, 0, 1),
      value: maskingKey === undefined ? 'not masked' : 'masked',
      says: 'A client masks every frame, a server none: scripts must not choose the bytes that cross old proxies.',
      section: 'RFC 6455 §5.3',
    },
    {
      name: 'Length',
      offset: 1,
      bytes: part(1, 1),
      bits: bit(second, 1, 7),
      value: lengthSize === 0 ? `${length} bytes` : `${second & 0x7f}: the length follows`,
      says: 'Up to 125 it is the length itself; 126 and 127 say that two or eight bytes with it follow.',
      section: 'RFC 6455 §5.2',
    },
  ];
  if (lengthSize > 0) {
    fields.push({
      name: 'Extended length',
      offset: 2,
      bytes: part(2, lengthSize),
      value: `${length} bytes`,
      says: 'The length, highest byte first.',
      section: 'RFC 6455 §5.2',
    });
  }
  if (maskingKey !== undefined) {
    fields.push({
      name: 'Masking key',
      offset: 2 + lengthSize,
      bytes: maskingKey,
      value: toHex(maskingKey, ' '),
      says: 'Four fresh random bytes. Each payload byte is XORed with one of them in turn. It hides nothing.',
      section: 'RFC 6455 §5.3',
    });
  }
  const shown = part(headerSize, SHOWN_PAYLOAD);
  const rest = length - shown.length;
  fields.push({
    name: 'Payload',
    offset: headerSize,
    bytes: shown,
    value: `${length} bytes${rest > 0 ? `, the first ${shown.length} shown` : ''}`,
    says: 'What is carried. There is no place in a frame for who sent it.',
    section: 'RFC 6455 §5.2',
  });
  return fields;
}

/** One payload byte, how it was masked. */
export interface MaskedByte {
  readonly wire: number;
  readonly key: number;
  readonly plain: number;
}

/** The first payload bytes with the key byte that each was XORed with. */
export function unmasking(frame: Frame, count = 8): readonly MaskedByte[] {
  const { maskingKey, payload } = frame;
  if (maskingKey === undefined) return [];
  return Array.from(payload.subarray(0, count), (plain, index) => {
    const key = maskingKey[index % 4] ?? 0;
    return { wire: plain ^ key, key, plain };
  });
}

function onTheWire(frame: Frame & { readonly headerSize: number; readonly length: number }): Uint8Array {
  const encoded = encodeFrame(frame);
  const keySize = frame.maskingKey?.length ?? 0;
  const lengthSize = frame.headerSize - 2 - keySize;
  const payloadAt = encoded.length - frame.payload.length;
  const [first = 0] = encoded;
  const length = new Uint8Array(lengthSize);
  for (let at = lengthSize - 1, rest = frame.length; at >= 0; at--, rest = Math.floor(rest / 256))
    length[at] = rest % 256;
  const second = (keySize > 0 ? 0x80 : 0) | (lengthSize === 0 ? frame.length : lengthSize === 2 ? 126 : 127);
  return Uint8Array.of(
    first,
    second,
    ...length,
    ...(frame.maskingKey ?? []),
    ...encoded.subarray(payloadAt, payloadAt + SHOWN_PAYLOAD),
  );
}
