const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

const alphabet64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const alphabet64url = `${alphabet64.slice(0, 62)}-_`;
const values64 = new Int8Array(256).fill(-1);
for (let i = 0; i < 64; i++) {
  values64[alphabet64.charCodeAt(i)] = i;
  values64[alphabet64url.charCodeAt(i)] = i;
}
const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const hexValues = new Int8Array(256).fill(-1);
for (let i = 0; i < 16; i++) {
  hexValues['0123456789abcdef'.charCodeAt(i)] = i;
  hexValues['0123456789ABCDEF'.charCodeAt(i)] = i;
}

/** Bytes `from` to `to` (exclusive) as text. */
export type Decode = (bytes: Uint8Array, from: number, to: number) => string;

/** Writes text into `target` at `offset`, at most `length` bytes of whole characters; returns the bytes written. */
export type Encode = (text: string, target: Uint8Array, offset: number, length: number) => number;

/** UTF-8; what is no UTF-8 becomes U+FFFD, a BOM stays. */
export const decodeUtf8: Decode = (bytes, from, to) =>
  to - from < 24 ? decodeShort(bytes, from, to) : decoder.decode(unshared(bytes, from, to));

function decodeShort(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let i = from; i < to; i++) {
    const byte = bytes[i] as number;
    if (byte > 127) return decoder.decode(unshared(bytes, from, to));
    text += String.fromCharCode(byte);
  }
  return text;
}

/** TextDecoder takes no shared memory. */
function unshared(bytes: Uint8Array, from: number, to: number): Uint8Array<ArrayBuffer> {
  if (bytes.buffer instanceof ArrayBuffer) return (bytes as Uint8Array<ArrayBuffer>).subarray(from, to);
  return new Uint8Array(bytes.subarray(from, to));
}

/** One character a byte: U+0000 to U+00FF. */
export const decodeLatin1: Decode = (bytes, from, to) => {
  let text = '';
  for (let i = from; i < to; i += 8192) text += String.fromCharCode(...bytes.subarray(i, Math.min(to, i + 8192)));
  return text;
};

/** As Latin-1, but the eighth bit is dropped. */
export const decodeAscii: Decode = (bytes, from, to) => {
  let text = '';
  for (let i = from; i < to; i += 8192) {
    text += String.fromCharCode(...bytes.slice(i, Math.min(to, i + 8192)).map((byte) => byte & 127));
  }
  return text;
};

export const decodeUtf16: Decode = (bytes, from, to) => {
  let text = '';
  for (let i = from; i + 1 < to; i += 2) {
    text += String.fromCharCode((bytes[i] as number) | ((bytes[i + 1] as number) << 8));
  }
  return text;
};

export const decodeHex: Decode = (bytes, from, to) => {
  let text = '';
  for (let i = from; i < to; i++) text += hexPairs[bytes[i] as number];
  return text;
};

export const decodeBase64: Decode = (bytes, from, to) => base64(bytes, from, to, alphabet64, true);

export const decodeBase64url: Decode = (bytes, from, to) => base64(bytes, from, to, alphabet64url, false);

function base64(bytes: Uint8Array, from: number, to: number, alphabet: string, padded: boolean): string {
  let text = '';
  let i = from;
  for (; i + 2 < to; i += 3) {
    const group = ((bytes[i] as number) << 16) | ((bytes[i + 1] as number) << 8) | (bytes[i + 2] as number);
    text +=
      (alphabet[group >> 18] as string) +
      alphabet[(group >> 12) & 63] +
      alphabet[(group >> 6) & 63] +
      alphabet[group & 63];
  }
  const left = to - i;
  if (left === 0) return text;
  const first = bytes[i] as number;
  const second = left === 2 ? (bytes[i + 1] as number) : 0;
  text += (alphabet[first >> 2] as string) + alphabet[((first & 3) << 4) | (second >> 4)];
  if (left === 2) text += alphabet[(second & 15) << 2];
  return padded ? text + '='.repeat(3 - left) : text;
}

export const encodeUtf8: Encode = (text, target, offset, length) =>
  encoder.encodeInto(text, target.subarray(offset, offset + length)).written;

export const encodeLatin1: Encode = (text, target, offset, length) => {
  const count = Math.min(text.length, length);
  for (let i = 0; i < count; i++) target[offset + i] = text.charCodeAt(i);
  return count;
};

export const encodeUtf16: Encode = (text, target, offset, length) => {
  const count = Math.min(text.length, length >> 1);
  for (let i = 0; i < count; i++) {
    const unit = text.charCodeAt(i);
    target[offset + 2 * i] = unit;
    target[offset + 2 * i + 1] = unit >> 8;
  }
  return count * 2;
};

/** Stops at the first pair that is not hexadecimal. */
export const encodeHex: Encode = (text, target, offset, length) => {
  let written = 0;
  for (let i = 0; i + 1 < text.length && written < length; i += 2) {
    const high = hexValues[text.charCodeAt(i)] ?? -1;
    const low = hexValues[text.charCodeAt(i + 1)] ?? -1;
    if (high < 0 || low < 0) break;
    target[offset + written++] = (high << 4) | low;
  }
  return written;
};

/** Takes both alphabets, skips what belongs to neither, stops at padding. */
export const encodeBase64: Encode = (text, target, offset, length) => {
  let bits = 0;
  let count = 0;
  let written = 0;
  for (let i = 0; i < text.length && written < length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x3d) break;
    const value = code < 256 ? (values64[code] as number) : -1;
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    target[offset + written++] = bits >> count;
  }
  return written;
};

/** Bytes that the text takes in UTF-8; a lone surrogate counts as U+FFFD. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if ((unit & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      bytes += 4;
      i++;
    } else bytes += 3;
  }
  return bytes;
}

/** Encodings in the order of Node's `enum encoding` (src/node.h). */
export const encodings = ['ascii', 'utf8', 'base64', 'utf16le', 'latin1', 'hex', 'buffer', 'base64url'] as const;

const byIndex: readonly Encode[] = [
  encodeLatin1,
  encodeUtf8,
  encodeBase64,
  encodeUtf16,
  encodeLatin1,
  encodeHex,
  encodeUtf8,
  encodeBase64,
];

/** The bytes of a text in an encoding by its number. */
export function encodeText(text: string, encoding: number): Uint8Array<ArrayBuffer> {
  const target = new Uint8Array(encoding === 1 || encoding === 6 ? utf8Length(text) : text.length * 2);
  return target.subarray(0, (byIndex[encoding] ?? encodeUtf8)(text, target, 0, target.length));
}

/** An encoding's number by any of its names; UTF-8 where there is none. */
export function encodingNumber(name: string | undefined): number {
  const lower = String(name ?? 'utf8').toLowerCase();
  if (lower === 'utf-8') return 1;
  if (lower === 'binary') return 4;
  if (lower === 'ucs2' || lower === 'ucs-2' || lower === 'utf-16le') return 3;
  const found = encodings.indexOf(lower as (typeof encodings)[number]);
  return found < 0 ? 1 : found;
}
