/**
 * What a probe reports, one JSON object a line. `at` is milliseconds of a monotonic clock since the probe started; `virtual`
 * is the moved clock's epoch milliseconds, only where the clock is under control. `connection` numbers the probe's TCP
 * connections from 1; every attempt of a client to connect gets a new one (0: no connection is concerned). The `request` of an
 * answer is its method and request target: `POST /ticket`. What the probe itself does to end its clients, after the last step, is not reported. `step` is the path of the script step that made the event.
 */
export type WireEvent =
  | (Base & {
      readonly kind: 'attempt';
      readonly connection: number;
      readonly by: 'node' | 'browser' | 'raw' | 'http';
      readonly url: string;
      readonly says: string;
    })
  | (Base & {
      readonly kind: 'token';
      readonly token: string;
      readonly header: Json;
      readonly claims: Json;
      readonly key: string;
    })
  | (Base & { readonly kind: 'bytes'; readonly connection: number; readonly direction: Direction } & Payload)
  | (Base & {
      readonly kind: 'end';
      readonly connection: number;
      readonly how: 'fin' | 'reset' | 'refused';
      readonly by: 'client' | 'server';
    })
  | (Base & { readonly kind: 'script'; readonly connection: number; readonly saw: ScriptSaw })
  | (Base & {
      readonly kind: 'answer';
      readonly connection: number;
      readonly request: string;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly setCookie: readonly string[];
      readonly body: string;
    })
  | (Base & { readonly kind: 'timeout'; readonly waitedFor: string; readonly withinMs: number })
  | (Base & { readonly kind: 'barrier'; readonly ok: boolean })
  | (Base & { readonly kind: 'clock'; readonly by: number })
  | (Base & { readonly kind: 'alive'; readonly alive: boolean })
  | (Base & { readonly kind: 'done' });

interface Base {
  /** The script's name for a client, `name#k` inside a `repeat`; empty where no client is concerned. */
  readonly client: string;
  readonly at: number;
  readonly virtual?: number;
  readonly step?: string;
}

export type Direction = 'sent' | 'received';

/** Bytes as base64; over 64 KiB only their length, SHA-256 (hex) and the first 1,024 of them. */
export type Payload =
  | { readonly base64: string }
  | { readonly length: number; readonly sha256: string; readonly head: string };

/** What a client's API told the code that uses it: `ws` for a Node client, WHATWG `WebSocket` for a page. */
export type ScriptSaw =
  | { readonly type: 'open'; readonly protocol: string }
  /** `data` is base64 where `binary`; over 64 KiB it holds the first 1,024 bytes, and `length` says how many there were. */
  | { readonly type: 'message'; readonly data: string; readonly binary: boolean; readonly length?: number }
  | { readonly type: 'error'; readonly message: string }
  | { readonly type: 'close'; readonly code: number; readonly reason: string; readonly wasClean: boolean }
  | { readonly type: 'response'; readonly status: number }
  | { readonly type: 'exception'; readonly name: string; readonly message: string }
  /** What `document.cookie` read as, on the page; `connection` is 0. */
  | { readonly type: 'cookies'; readonly text: string };

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Everything that one script made happen, in the order in which the probe saw it. */
export type Transcript = readonly WireEvent[];
