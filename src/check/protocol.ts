import type { Json } from '../wire/wire-event.ts';

/** Who connects, with what, when: plain data that the probe performs. Steps take effect in order. */
export type Script = readonly Step[];

export type Step =
  | { readonly do: 'connect'; readonly client: string; readonly as: Client }
  | { readonly do: 'request'; readonly client: string; readonly method: string; readonly path: Value; readonly page?: string | null; readonly headers?: Readonly<Record<string, Value>>; readonly body?: Value | Json }
  | { readonly do: 'send'; readonly client: string; readonly data: Data }
  | { readonly do: 'sendBytes'; readonly client: string; readonly data: Data }
  | { readonly do: 'sendTogether'; readonly client: string; readonly messages: readonly Data[] }
  | { readonly do: 'ping'; readonly client: string }
  | { readonly do: 'close'; readonly client: string; readonly code?: number; readonly reason?: string }
  | { readonly do: 'drop'; readonly client: string }
  | { readonly do: 'until'; readonly client: string; readonly event: Awaited; readonly withinMs: number }
  | { readonly do: 'barrier'; readonly client: string }
  | { readonly do: 'advance'; readonly ms: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'repeat'; readonly times: number; readonly parallel: number; readonly steps: Script };

/** `node`: the real `ws` client. `browser`: WHATWG `WebSocket` as a page at `page` has it. `raw`: a plain TCP socket. */
export type Client =
  | { readonly kind: 'node'; readonly path: Value; readonly headers?: Readonly<Record<string, Value>>; readonly subprotocols?: readonly Value[]; readonly origin?: Value; readonly localAddress?: string }
  | { readonly kind: 'browser'; readonly path: Value; readonly subprotocols?: readonly Value[]; readonly page?: string; readonly cookies?: Readonly<Record<string, Value>> }
  | { readonly kind: 'raw'; readonly bytes: Data; readonly localAddress?: string };

/** A text, or one that is made when the step runs. Parts of `join` are put together. */
export type Value = string | TokenSpec | { readonly answer: string; readonly field: string } | { readonly join: readonly Value[] };

/** What travels: a text, JSON whose leaves may be values, bytes in hex, or a described filling of `fill` bytes of `a`. */
export type Data = Value | { readonly json: JsonTemplate } | { readonly hex: string } | { readonly fill: number } | { readonly head: readonly Value[] };

export type JsonTemplate = null | boolean | number | Value | readonly JsonTemplate[] | { readonly [key: string]: JsonTemplate };

/** A JWT that the probe mints when the step runs. Durations (`'60s'`, `'-1m'`) count from then. */
export interface TokenSpec {
  readonly token: {
    /** Claims beyond the usual `iss`, `aud`, `sub`, `iat`, `exp`, `jti`; `null` leaves one out; a duration string for `exp`, `nbf`, `iat`. */
    readonly claims: Readonly<Record<string, Json>>;
    readonly header?: Readonly<Record<string, Json>>;
    readonly alg?: 'none' | 'HS256' | 'RS256' | 'HS256-with-public-key';
    /** Claims that are changed after signing. */
    readonly tamper?: Readonly<Record<string, Json>>;
    readonly signedBy?: 'ours' | 'attacker';
    /** The same name gives the same token again, in one run. */
    readonly name?: string;
  };
  readonly prefix?: string;
}

/** An event that `until` can wait for. */
export type Awaited =
  | { readonly on: 'open' }
  | { readonly on: 'message'; readonly match: Match }
  | { readonly on: 'close' }
  | { readonly on: 'error' }
  | { readonly on: 'head' }
  | { readonly on: 'end' };

/** A text contained, a regular expression (source and flags), or a JSON object that the message holds at least. */
export type Match = string | { readonly pattern: string; readonly flags: string } | { readonly json: { readonly [key: string]: Json } };
