import { type Binding, type BytesLike, bytesOf } from '../realm/binding.ts';
import type { Realm } from '../realm/realm.ts';
import {
  type Decode,
  decodeAscii,
  decodeBase64,
  decodeBase64url,
  decodeHex,
  decodeLatin1,
  decodeUtf8,
  decodeUtf16,
  type Encode,
  encodeBase64,
  encodeHex,
  encodeLatin1,
  encodeText,
  encodeUtf8,
  encodeUtf16,
  encodingNumber,
  utf8Length,
} from './text-codecs.ts';

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const utf16 = 3;

/** `internalBinding('buffer')`: src/node_buffer.cc. */
export function bufferBinding(realm: Realm): Binding {
  const { platform } = realm.loop;
  return {
    kMaxLength: 2 ** 53 - 1,
    kStringMaxLength: 536870888,
    setBufferPrototype() {},
    setDetachKey() {},
    createUnsafeArrayBuffer: (size: number) => new ArrayBuffer(size),
    asciiSlice: slice(decodeAscii),
    base64Slice: slice(decodeBase64),
    base64urlSlice: slice(decodeBase64url),
    hexSlice: slice(decodeHex),
    latin1Slice: slice(decodeLatin1),
    ucs2Slice: slice(decodeUtf16),
    utf8Slice: slice(decodeUtf8),
    asciiWriteStatic: write(encodeLatin1),
    latin1WriteStatic: write(encodeLatin1),
    utf8WriteStatic: write(encodeUtf8),
    base64Write: write(encodeBase64),
    base64urlWrite: write(encodeBase64),
    hexWrite: write(encodeHex),
    ucs2Write: write(encodeUtf16),
    byteLengthUtf8: utf8Length,
    compare: (a: BytesLike, b: BytesLike) => compare(bytesOf(a), bytesOf(b)),
    compareOffset,
    copy,
    fill,
    indexOfString: (
      bytes: Uint8Array,
      text: string,
      offset: number,
      encoding: number,
      forward: boolean,
      end?: number,
    ) => indexOf(bytes, encodeText(text, encoding), offset, forward, encoding === utf16 ? 2 : 1, end),
    indexOfBuffer: (
      bytes: Uint8Array,
      value: BytesLike,
      offset: number,
      encoding: number,
      forward: boolean,
      end?: number,
    ) => indexOf(bytes, bytesOf(value), offset, forward, encoding === utf16 ? 2 : 1, end),
    indexOfNumber: (bytes: Uint8Array, value: number, offset: number, forward: boolean, end?: number) =>
      indexOf(bytes, Uint8Array.of(value), offset, forward, 1, end),
    swap16: (bytes: Uint8Array) => swap(bytes, 2),
    swap32: (bytes: Uint8Array) => swap(bytes, 4),
    swap64: (bytes: Uint8Array) => swap(bytes, 8),
    isAscii: (value: BytesLike) => bytesOf(value).every((byte) => byte < 128),
    isUtf8,
    // Numbers are Node's codes: -1 a character that is not in the alphabet, -3 a wrong length.
    atob: (text: string) => attempt(() => platform.atob(text)),
    btoa: (text: string) => attempt(() => platform.btoa(text)),
  };
}

function slice(decode: Decode) {
  return (bytes: Uint8Array, from = 0, to = bytes.length): string => {
    const end = Math.min(to, bytes.length);
    return end <= from ? '' : decode(bytes, from, end);
  };
}

function write(encode: Encode) {
  return (bytes: Uint8Array, text: string, offset = 0, length = bytes.length - offset): number =>
    encode(text, bytes, offset, Math.min(length, bytes.length - offset));
}

function attempt(convert: () => string): string | number {
  try {
    return convert();
  } catch {
    return -1;
  }
}

function isUtf8(value: BytesLike): boolean {
  try {
    strictDecoder.decode(new Uint8Array(bytesOf(value)));
    return true;
  } catch {
    return false;
  }
}

function compare(a: Uint8Array, b: Uint8Array): -1 | 0 | 1 {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    if (a[i] !== b[i]) return (a[i] as number) < (b[i] as number) ? -1 : 1;
  }
  if (a.length === b.length) return 0;
  return a.length < b.length ? -1 : 1;
}

function compareOffset(
  source: BytesLike,
  target: BytesLike,
  targetStart: number,
  sourceStart: number,
  targetLength: number,
  sourceLength: number,
): -1 | 0 | 1 {
  return compare(
    bytesOf(source).subarray(sourceStart, sourceStart + sourceLength),
    bytesOf(target).subarray(targetStart, targetStart + targetLength),
  );
}

function copy(source: BytesLike, target: BytesLike, targetStart: number, sourceStart: number, count: number): number {
  bytesOf(target).set(bytesOf(source).subarray(sourceStart, sourceStart + count), targetStart);
  return count;
}

/** Returns -2 for a range outside of the buffer and -1 for an empty filling, as `Buffer::Fill`. */
function fill(
  bytes: Uint8Array,
  value: string | BytesLike,
  from: number,
  to: number,
  encoding?: string,
): number | undefined {
  if (from > to || to > bytes.length) return -2;
  const filling = typeof value === 'string' ? encodeText(value, encodingNumber(encoding)) : bytesOf(value);
  if (filling.length === 0) return -1;
  for (let i = from; i < to; i++) bytes[i] = filling[(i - from) % filling.length] as number;
  return undefined;
}

function indexOf(
  bytes: Uint8Array,
  needle: Uint8Array,
  from: number,
  forward: boolean,
  step: number,
  end = bytes.length,
): number {
  const limit = Math.min(bytes.length, end);
  let at = from < 0 ? from + bytes.length : from;
  if (at < 0) {
    if (!forward) return -1;
    at = 0;
  }
  if (needle.length === 0) return Math.min(at, limit);
  const last = limit - needle.length;
  if (at > last) {
    if (forward) return -1;
    at = last;
  }
  if (forward) {
    for (; at <= last; at++) if (at % step === 0 && matches(bytes, needle, at)) return at;
  } else {
    for (; at >= 0; at--) if (at % step === 0 && matches(bytes, needle, at)) return at;
  }
  return -1;
}

function matches(bytes: Uint8Array, needle: Uint8Array, at: number): boolean {
  for (let i = 0; i < needle.length; i++) if (bytes[at + i] !== needle[i]) return false;
  return true;
}

function swap(bytes: Uint8Array, width: number): Uint8Array {
  for (let i = 0; i + width <= bytes.length; i += width) bytes.subarray(i, i + width).reverse();
  return bytes;
}
