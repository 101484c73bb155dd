/** Bytes as a Latin-1 text. */
export function bytes(...values: readonly number[]): string {
  return String.fromCharCode(...values);
}

/** What a frame says beside its payload (RFC 6455 §5.2). */
export interface FrameOptions {
  readonly fin?: boolean;
  readonly rsv?: number;
  readonly masked?: boolean;
  /** Writes the length in so many bits, needed or not. */
  readonly lengthBits?: 7 | 16 | 64;
  /** Says this length instead of the true one. */
  readonly claims?: number;
}

const maskingKey = [0x37, 0xfa, 0x21, 0x3d] as const;

/** A frame with the masking key of the RFC's examples (§5.7). */
export function frame(opcode: number, payload: string, options: FrameOptions = {}): string {
  const { fin = true, rsv = 0, masked = true, claims = payload.length } = options;
  const bits = options.lengthBits ?? (claims < 126 ? 7 : claims < 65_536 ? 16 : 64);
  const first = (fin ? 0x80 : 0) | (rsv << 4) | opcode;
  const mask = masked ? 0x80 : 0;
  const length = lengthBytes(claims, bits);
  const head = bytes(first, mask | (bits === 7 ? claims : bits === 16 ? 126 : 127), ...length);
  if (!masked) return head + payload;
  const hidden = Array.from(payload, (character, i) => character.charCodeAt(0) ^ (maskingKey[i % 4] as number));
  let text = head + bytes(...maskingKey);
  for (let at = 0; at < hidden.length; at += 4096) text += bytes(...hidden.slice(at, at + 4096));
  return text;
}

function lengthBytes(length: number, bits: 7 | 16 | 64): readonly number[] {
  if (bits === 7) return [];
  const low = [length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255];
  return bits === 16 ? low.slice(2) : [0, 0, 0, Math.floor(length / 2 ** 32), ...low];
}

/** A close frame's payload: code and reason. */
export function closing(code: number, reason = ''): string {
  return bytes(code >> 8, code & 255) + reason;
}

/** An opening handshake (RFC 6455 §1.3) with fields replaced, added (value) or left out (undefined). */
export function handshake(
  fields: Readonly<Record<string, string | undefined>> = {},
  line = 'GET /chat HTTP/1.1',
): string {
  const all = {
    Host: 'server.example.com',
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version': '13',
    ...fields,
  };
  return head(line, all);
}

/** A head of HTTP/1.1 from its first line and its fields. */
export function head(line: string, fields: Readonly<Record<string, string | undefined>>): string {
  const lines = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return `${[line, ...lines].join('\r\n')}\r\n\r\n`;
}
