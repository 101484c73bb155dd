import { toBase64, toHex, utf8 } from './bytes.ts';
import { sha1 } from './sha1.ts';

/** The fixed text of RFC 6455 §1.3 that shows that the server read a WebSocket handshake and not something else. */
export const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** How a `Sec-WebSocket-Accept` comes about, step by step (RFC 6455 §4.2.2, item 5.4). */
export interface AcceptSteps {
  readonly key: string;
  readonly guid: string;
  /** Key and GUID put together, as text: the key is not decoded. */
  readonly joined: string;
  /** SHA-1 of `joined`, 20 bytes in hex. */
  readonly sha1: string;
  /** The same in base64. */
  readonly accept: string;
}

/** The steps from a `Sec-WebSocket-Key`, as it stands in the field, to the value that the server must answer. */
export function acceptSteps(key: string): AcceptSteps {
  const joined = key + GUID;
  const digest = sha1(utf8(joined));
  return { key, guid: GUID, joined, sha1: toHex(digest), accept: toBase64(digest) };
}

/** The value that answers a `Sec-WebSocket-Key`. */
export function acceptOf(key: string): string {
  return acceptSteps(key).accept;
}

/** Whether a key is 16 bytes in base64 (RFC 6455 §4.1, item 7). */
export function isKey(key: string): boolean {
  return /^[A-Za-z\d+/]{22}==$/.test(key);
}
