/** Which server answers: see servers.ts. */
export type ServerName =
  | 'http'
  | 'http-continue'
  | 'http-small-heads'
  | 'http-timeouts'
  | 'http-lenient'
  | 'net-half-open'
  | 'ws'
  | 'ws-deflate'
  | 'ws-small'
  | 'ws-subprotocol'
  | 'ws-verify'
  | 'ws-raw-upgrade';

/** One step of a raw client. Texts are Latin-1: a character is a byte. */
export type Step =
  | { readonly send: string }
  /** Sends every byte by itself. */
  | { readonly drip: string }
  /** Waits until the server has sent this, or the connection is over. */
  | { readonly until: string }
  /** Waits until the server has told this event. */
  | { readonly untilServer: string }
  /** Waits until the server has sent so many bytes. */
  | { readonly untilLength: number }
  | { readonly untilEnd: true }
  | { readonly fin: true }
  | { readonly reset: true };

/** A raw client against one of the servers. */
export interface ServerExchange {
  readonly class: string;
  readonly title: string;
  readonly server: ServerName;
  readonly steps: readonly Step[];
}

/** A client of Node's, or of ws, against a raw server that answers with given bytes once it has read a whole head. */
export interface ClientExchange {
  readonly class: string;
  readonly title: string;
  readonly client: 'http' | 'http-keep-alive' | 'http-expect' | 'http-upgrade' | 'ws' | 'ws-deflate';
  /** What the server sends, in this order; `''` ends its side, `reset` resets the connection. */
  readonly answers: readonly string[];
}

export type Exchange = ServerExchange | ClientExchange;

/** What happened, each side by itself: two sides have no common clock. */
export interface Transcript {
  readonly title: string;
  /** What the raw side received, in Base64, with dates replaced; of what is long the length and a hash. */
  readonly received: string;
  readonly raw: readonly string[];
  readonly node: readonly string[];
}
