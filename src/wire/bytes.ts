const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const strictUtf8Decoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

/** UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return utf8Encoder.encode(text);
}

/** Text of UTF-8 bytes; what is not UTF-8 shows as U+FFFD. */
export function fromUtf8(bytes: Uint8Array): string {
  return utf8Decoder.decode(bytes);
}

/** Whether the bytes are well-formed UTF-8, as a text message must be (RFC 6455 §8.1). */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strictUtf8Decoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** One character a byte, as HTTP heads are read (RFC 9110 §5.5). */
export function fromLatin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** One byte a character; throws a RangeError where a character is over U+00FF. */
export function latin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0xff) throw new RangeError(`expected characters up to U+00FF, found '${text.charAt(i)}' at index ${i}`);
    bytes[i] = code;
  }
  return bytes;
}

/** Bytes in base64 (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  return btoa(fromLatin1(bytes));
}

/** Bytes of base64; throws a DOMException where it is not base64. */
export function fromBase64(base64: string): Uint8Array {
  return latin1(atob(base64));
}

/** Bytes as lower-case hex, two digits each, with `between` between them. */
export function toHex(bytes: Uint8Array, between = ''): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(between);
}

/** Bytes of hex digits; spaces are free. Throws a RangeError where it is not hex. */
export function fromHex(digits: string): Uint8Array {
  const dense = digits.replaceAll(/\s+/g, '');
  if (!/^([\da-f]{2})*$/i.test(dense)) throw new RangeError(`expected pairs of hex digits, found '${digits}'`);
  return Uint8Array.from(dense.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** The parts put together. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
