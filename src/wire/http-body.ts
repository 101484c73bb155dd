import { concat, fromLatin1 } from './bytes.ts';
import { fieldValue, hasMember, type Malformed, type RequestHead, type ResponseHead } from './http-head.ts';

/** How the length of a body is told (RFC 9112 §6.3). `until-close`: it ends with the connection. */
export type BodyLength =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly length: number }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'until-close' }
  | Malformed;

/** The part of a body that has come: its content, how many bytes of the stream it takes, and whether it is whole. */
export type BodyRead =
  | { readonly kind: 'body'; readonly content: Uint8Array; readonly size: number; readonly whole: boolean }
  | Malformed;

/** What a request says of its body; one without a length has none. */
export function requestBodyLength(head: RequestHead): BodyLength {
  const told = toldLength(head);
  return told.kind === 'until-close' ? { kind: 'none' } : told;
}

/** What a response says of its body. `method` is that of the request it answers: a `HEAD` gets no body, nor do 1xx, 204 and 304. */
export function responseBodyLength(head: ResponseHead, method: string): BodyLength {
  if (method === 'HEAD' || head.status < 200 || head.status === 204 || head.status === 304) return { kind: 'none' };
  return toldLength(head);
}

/** Reads a body from the bytes behind a head. */
export function readBody(bytes: Uint8Array, length: BodyLength): BodyRead {
  switch (length.kind) {
    case 'malformed':
      return length;
    case 'none':
      return { kind: 'body', content: new Uint8Array(), size: 0, whole: true };
    case 'bytes': {
      const content = bytes.slice(0, length.length);
      return { kind: 'body', content, size: content.length, whole: content.length === length.length };
    }
    case 'until-close':
      return { kind: 'body', content: bytes.slice(), size: bytes.length, whole: false };
    case 'chunked':
      return readChunks(bytes);
  }
}

function toldLength(head: RequestHead | ResponseHead): BodyLength {
  if (hasMember(head, 'transfer-encoding', 'chunked')) return { kind: 'chunked' };
  const told = fieldValue(head, 'content-length');
  if (told === undefined) return { kind: 'until-close' };
  if (!/^\d{1,15}$/.test(told))
    return { kind: 'malformed', section: 'RFC 9112 §6.3', expected: 'a Content-Length in digits', found: told };
  return { kind: 'bytes', length: Number(told) };
}

/** Chunks: size in hex, CR LF, that many bytes, CR LF; the last has size 0, and trailer fields end with an empty line (RFC 9112 §7.1). */
function readChunks(bytes: Uint8Array): BodyRead {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = endOfLine(bytes, at);
    if (lineEnd === -1) return { kind: 'body', content: concat(...parts), size: bytes.length, whole: false };
    const line = fromLatin1(bytes.subarray(at, lineEnd));
    const digits = /^([\da-fA-F]{1,12})[ \t]*(?:;.*)?$/.exec(line)?.[1];
    if (digits === undefined)
      return { kind: 'malformed', section: 'RFC 9112 §7.1', expected: 'a chunk size in hex', found: line.slice(0, 80) };
    const size = Number.parseInt(digits, 16);
    if (size === 0) return endOfChunks(bytes, lineEnd + 2, concat(...parts));
    parts.push(bytes.slice(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
}

/** Behind the last chunk: trailer fields, each in its line, and an empty line. */
function endOfChunks(bytes: Uint8Array, from: number, content: Uint8Array): BodyRead {
  let at = from;
  for (;;) {
    const lineEnd = endOfLine(bytes, at);
    if (lineEnd === -1) return { kind: 'body', content, size: bytes.length, whole: false };
    if (lineEnd === at) return { kind: 'body', content, size: at + 2, whole: true };
    at = lineEnd + 2;
  }
}

function endOfLine(bytes: Uint8Array, from: number): number {
  for (let i = from; i + 1 < bytes.length; i++) if (bytes[i] === 13 && bytes[i + 1] === 10) return i;
  return -1;
}
