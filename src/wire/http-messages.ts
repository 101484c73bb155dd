import { type BodyLength, readBody, requestBodyLength, responseBodyLength } from './http-body.ts';
import {
  endOfHead,
  type Malformed,
  parseRequestHead,
  parseResponseHead,
  type RequestHead,
  type ResponseHead,
} from './http-head.ts';

/** A message found in a stream. Positions are bytes of the stream. */
export interface HttpMessage<Head> {
  readonly head: Head;
  readonly body: Uint8Array;
  /** Whether the body has come to its end; one that ends with the connection never has. */
  readonly whole: boolean;
  readonly start: number;
  readonly headEnd: number;
  readonly end: number;
}

/** The messages of a stream, what makes it unreadable if anything does, and where reading stopped. */
export interface HttpMessages<Head> {
  readonly messages: readonly HttpMessage<Head>[];
  readonly fault?: Malformed;
  readonly end: number;
}

/** Reads the requests of a stream. */
export function readRequests(bytes: Uint8Array): HttpMessages<RequestHead> {
  return readMessages(bytes, parseRequestHead, requestBodyLength, () => false);
}

/**
 * Reads the responses of a stream up to a 101, behind which another protocol begins. `methods` are those of the requests, in order; interim
 * responses answer none of them (RFC 9110 §15.2).
 */
export function readResponses(bytes: Uint8Array, methods: readonly string[]): HttpMessages<ResponseHead> {
  let answered = 0;
  const bodyLength = (head: ResponseHead): BodyLength => {
    const method = methods[answered] ?? 'GET';
    if (head.status >= 200) answered++;
    return responseBodyLength(head, method);
  };
  return readMessages(bytes, parseResponseHead, bodyLength, (head) => head.status === 101);
}

function readMessages<Head extends RequestHead | ResponseHead>(
  bytes: Uint8Array,
  parse: (head: Uint8Array) => Head | Malformed,
  bodyLength: (head: Head) => BodyLength,
  isLast: (head: Head) => boolean,
): HttpMessages<Head> {
  const messages: HttpMessage<Head>[] = [];
  let at = 0;
  for (;;) {
    const headEnd = endOfHead(bytes, at);
    if (headEnd === -1) return { messages, end: at };
    const head = parse(bytes.subarray(at, headEnd));
    if (head.kind === 'malformed') return { messages, fault: head, end: at };
    const body = readBody(bytes.subarray(headEnd), bodyLength(head));
    if (body.kind === 'malformed') return { messages, fault: body, end: at };
    const end = headEnd + body.size;
    messages.push({ head, body: body.content, whole: body.whole, start: at, headEnd, end });
    at = end;
    if (!body.whole || isLast(head)) return { messages, end };
  }
}
