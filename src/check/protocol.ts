import type { Json } from '../wire/wire-event.ts';

/** Who connects, with what, when: plain data that the probe performs. Steps take effect in order. */
export type Script = readonly Step[];

/**
 * One step. A client is known by its name; it makes at most one WebSocket connection and any number of plain requests.
 * Inside `repeat`, a client that no step before it has named is numbered: `eve#1`, `eve#2`, … (all of them share the cookie
 * jar of `eve`); a client that was named before stays who it is. Repeats are not nested.
 */
export type Step =
  /** Ends when the handshake is settled: open, refused with its whole answer, or failed (`raw`: its bytes are written); at once where it stays `pending`. */
  | { readonly do: 'connect'; readonly client: string; readonly as: Client; readonly pending?: boolean }
  | ({ readonly do: 'request'; readonly client: string } & PlainRequest)
  | { readonly do: 'send'; readonly client: string; readonly data: Data }
  | { readonly do: 'sendBytes'; readonly client: string; readonly data: Data }
  | { readonly do: 'sendTogether'; readonly client: string; readonly messages: readonly Data[] }
  | { readonly do: 'ping'; readonly client: string }
  | { readonly do: 'close'; readonly client: string; readonly code?: number; readonly reason?: string }
  | { readonly do: 'drop'; readonly client: string }
  | { readonly do: 'until'; readonly client: string; readonly event: Awaited; readonly withinMs: number }
  | { readonly do: 'barrier'; readonly client: string }
  | { readonly do: 'readCookies'; readonly client: string }
  | { readonly do: 'advance'; readonly ms: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'repeat'; readonly times: number; readonly parallel: number; readonly steps: Script };

/**
 * A plain HTTP request; the step ends when its answer has come. Where `page` or `jar` is given, or the client has got a cookie before, the jar's
 * cookies go with it and what the answer sets goes into it. A `page` other than the server's own origin makes it a page's
 * cross-origin `fetch` with credentials: it sends that `Origin`, and cookies only as SameSite allows.
 * Without `page` no `Origin` is sent, unless `headers` has one.
 */
export interface PlainRequest {
  readonly method: string;
  readonly path: Value;
  readonly page?: Value;
  readonly jar?: string;
  readonly headers?: Readonly<Record<string, Value>>;
  readonly body?: Data;
  readonly localAddress?: string;
}

/** `node`: the real `ws` client. `browser`: WHATWG `WebSocket` as a page at `page` has it. `raw`: a plain TCP socket. */
export type Client =
  | ({ readonly kind: 'node' } & NodeClient)
  | ({ readonly kind: 'browser' } & BrowserClient)
  | ({ readonly kind: 'raw' } & RawClient);

export interface NodeClient {
  readonly path: Value;
  readonly headers?: Readonly<Record<string, Value>>;
  readonly subprotocols?: readonly Value[];
  readonly origin?: Value;
  /** `::1` or `127.0.0.1`: where the connection comes from; it goes to the same family. */
  readonly localAddress?: string;
}

export interface BrowserClient {
  readonly path: Value;
  readonly subprotocols?: readonly Value[];
  /** The page's origin; the server's own when left out. `null` as text is an opaque origin. */
  readonly page?: Value;
  /** Whose cookie jar it has; the client's own name when left out. */
  readonly jar?: string;
  /** Put into the jar for the server's host before it connects: `Set-Cookie` lines. */
  readonly setCookies?: readonly Value[];
  readonly localAddress?: string;
}

/**
 * A socket that answers nothing by itself, neither ping nor Close, and keeps its own half open when the server ends
 * (`allowHalfOpen`). `send` on it writes a masked frame. `until` sees in it a response head (`head`; `open` when it is a 101),
 * server frames (`message`, `close`) and the end of TCP.
 */
export interface RawClient {
  readonly bytes: Data;
  readonly localAddress?: string;
}

/** A text, or one that is made when the step runs. */
export type Value = string | TokenSpec | Made;

/** A text that only the run knows. */
export type Made =
  /** A top-level string or number of the JSON body of the client's last answer that has it; else of its last message that has it. */
  | { readonly make: 'answer'; readonly client: string; readonly field: string }
  /** The value of a cookie in a client's jar. */
  | { readonly make: 'cookie'; readonly client: string; readonly name: string }
  /** The server's own address: `localhost:8080`, `http://localhost:8080`, `8080`. */
  | { readonly make: 'server'; readonly part: 'host' | 'origin' | 'port' }
  /** Which turn of the repeat this is, from 1. */
  | { readonly make: 'turn' }
  | { readonly make: 'joined'; readonly parts: readonly Value[] };

/** What travels. A plain text is a text message (or a body); only `hex` makes a binary one. */
export type Data =
  | Value
  /** JSON whose leaves may be values. */
  | { readonly make: 'json'; readonly value: JsonTemplate }
  | { readonly make: 'hex'; readonly hex: string }
  /** So many bytes of `a`, as text. */
  | { readonly make: 'fill'; readonly bytes: number }
  /** The lines of an HTTP head, each ended by CR LF, and the empty line that ends it. */
  | { readonly make: 'head'; readonly lines: readonly Value[] }
  /** The lines of a head that never ends: without the empty line. */
  | { readonly make: 'half-head'; readonly lines: readonly Value[] };

export type JsonTemplate =
  | null
  | boolean
  | number
  | Value
  | readonly JsonTemplate[]
  | { readonly [key: string]: JsonTemplate };

/** A JWT that the probe mints when the step runs. Durations (`60s`, `-1m`, `30d`) count from then. */
export interface TokenSpec {
  readonly make: 'token';
  /**
   * Claims over the usual `iss`, `aud`, `sub`, `iat`, `exp` (60 s), `jti` (random); `null` leaves one out; a duration as a
   * string for `exp`, `nbf`, `iat`; a number stays as it is.
   */
  readonly claims: Readonly<Record<string, Json>>;
  readonly header?: Readonly<Record<string, Json>>;
  readonly alg?: 'none' | 'HS256' | 'RS256' | 'HS256-with-public-key';
  /** Claims that are changed after signing. */
  readonly tamper?: Readonly<Record<string, Json>>;
  readonly signedBy?: 'ours' | 'attacker';
  /** Puts the signer's public key into the header as `jwk` (RFC 7515 §4.1.3). */
  readonly embedKey?: boolean;
  /** `exp`, `nbf` and `iat` count milliseconds, which is wrong (RFC 7519 §2, NumericDate). */
  readonly inMilliseconds?: boolean;
  /** Changes the unused bits of the signature's last character: the same bytes in another spelling (RFC 4648 §3.5). */
  readonly respelled?: boolean;
  /** The same name gives the same token again, in one run; `tamper` and `respelled` then change a copy of it. */
  readonly name?: string;
  /** What stands before it: `Bearer `, `bearer.`. */
  readonly prefix?: string;
}

/**
 * An event that `until` can wait for; one that has come already counts, but each message satisfies one `until` only. `open`, `message`, `close` and `error` are what the client's script sees, `head` is
 * the response head (any status), `end` the end of TCP by the server or a refused connection.
 */
export type Awaited =
  | { readonly on: 'open' }
  | { readonly on: 'message'; readonly match: Match }
  | { readonly on: 'close' }
  | { readonly on: 'error' }
  | { readonly on: 'head' }
  | { readonly on: 'end' };

/**
 * A text that is contained (`''` matches the empty text only), a regular expression, or a JSON object of which the text holds at least
 * these members, at any depth; arrays must be equally long.
 */
export type Match =
  | string
  | { readonly pattern: string; readonly flags: string }
  | { readonly json: { readonly [key: string]: Json } };
