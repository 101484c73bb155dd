import { concat, latin1, toBase64, utf8 } from './bytes.ts';
import { encodeCloseBody, encodeFrame, opcodes } from './frame.ts';
import { encodeHead, type Field } from './http-head.ts';
import { acceptOf } from './sec-websocket-accept.ts';
import type { Json, ScriptSaw, Transcript, WireEvent } from './wire-event.ts';

const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
const MASKING_KEY = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);

type By = 'node' | 'browser' | 'raw';
type Headers = Readonly<Record<string, string>>;

/** Writes the transcript that a probe would write, for tests: each call is something that happens, 10 ms after the one before it. */
export class Run {
  readonly #events: WireEvent[] = [];
  readonly #connections = new Map<string, number>();
  #at = 0;
  #virtual: number | undefined;

  /** Lets time go by. */
  after(ms: number): this {
    this.#at += ms;
    if (this.#virtual !== undefined) this.#virtual += ms;
    return this;
  }

  /** From here on the clock is under control, and stands apart from real time. */
  clock(epoch: number): this {
    this.#virtual = epoch;
    return this;
  }

  advance(ms: number): this {
    if (this.#virtual !== undefined) this.#virtual += ms;
    return this.#add({ kind: 'clock', client: '', by: ms });
  }

  attempt(client: string, by: By = 'node', headers: Headers = {}, path = '/'): this {
    const connection = this.#connections.size + 1;
    this.#connections.set(client, connection);
    this.#add({ kind: 'attempt', client, connection, by, url: `ws://localhost:8080${path}`, says: '' });
    const asked = {
      Host: 'localhost:8080',
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': KEY,
    };
    const head = encodeHead({
      kind: 'request',
      method: 'GET',
      target: path,
      version: 'HTTP/1.1',
      fields: fields({ ...asked, ...headers }),
    });
    return this.bytes(client, 'sent', head);
  }

  /** The server answers with a 101. */
  accept(client: string, headers: Headers = {}): this {
    const answered = { Upgrade: 'websocket', Connection: 'Upgrade', 'Sec-WebSocket-Accept': acceptOf(KEY) };
    this.head(client, 101, { ...answered, ...headers });
    return this.script(client, { type: 'open', protocol: headers['Sec-WebSocket-Protocol'] ?? '' });
  }

  /** An open connection, asked for and accepted. */
  open(client: string, by: By = 'node', headers: Headers = {}): this {
    return this.attempt(client, by, headers).accept(client);
  }

  /** The server answers with another status and ends the connection. */
  refuse(client: string, status: number, headers: Headers = {}, body = ''): this {
    return this.head(
      client,
      status,
      { 'Content-Length': String(utf8(body).length), Connection: 'close', ...headers },
      body,
    ).end(client);
  }

  head(client: string, status: number, headers: Headers = {}, body = ''): this {
    const head = encodeHead({
      kind: 'response',
      version: 'HTTP/1.1',
      status,
      reason: 'Reason',
      fields: fields(headers),
    });
    return this.bytes(client, 'received', concat(head, utf8(body)));
  }

  bytes(client: string, direction: 'sent' | 'received', bytes: Uint8Array): this {
    return this.#add({ kind: 'bytes', client, connection: this.#number(client), direction, base64: toBase64(bytes) });
  }

  hears(client: string, text: string, opcode: number = opcodes.text): this {
    return this.bytes(client, 'received', encodeFrame({ opcode, payload: utf8(text) }));
  }

  says(client: string, text: string): this {
    return this.bytes(
      client,
      'sent',
      encodeFrame({ opcode: opcodes.text, payload: utf8(text), maskingKey: MASKING_KEY }),
    );
  }

  closes(client: string, code: number, reason = ''): this {
    return this.bytes(
      client,
      'received',
      encodeFrame({ opcode: opcodes.close, payload: encodeCloseBody(code, reason) }),
    );
  }

  end(client: string, by: 'client' | 'server' = 'server', how: 'fin' | 'reset' | 'refused' = 'fin'): this {
    return this.#add({ kind: 'end', client, connection: this.#number(client), how, by });
  }

  script(client: string, saw: ScriptSaw): this {
    return this.#add({ kind: 'script', client, connection: this.#connections.get(client) ?? 0, saw });
  }

  token(token: string, claims: Json = {}, step?: string): this {
    const place = step === undefined ? {} : { step };
    return this.#add({ kind: 'token', client: '', ...place, token, header: {}, claims, key: 'our HS256 secret' });
  }

  answer(
    client: string,
    request: string,
    status: number,
    body = '',
    headers: Headers = {},
    setCookie: readonly string[] = [],
  ): this {
    return this.#add({ kind: 'answer', client, connection: 0, request, status, headers, setCookie, body });
  }

  barrier(client: string, ok = true): this {
    return this.#add({ kind: 'barrier', client, ok });
  }

  alive(alive = true): this {
    return this.#add({ kind: 'alive', client: '', alive });
  }

  done(): Transcript {
    this.#add({ kind: 'done', client: '' });
    return this.#events;
  }

  #number(client: string): number {
    return this.#connections.get(client) ?? 0;
  }

  #add(event: WithoutTime<WireEvent>): this {
    this.after(10);
    const virtual = this.#virtual === undefined ? {} : { virtual: this.#virtual };
    this.#events.push({ ...event, at: this.#at, ...virtual } as WireEvent);
    return this;
  }
}

type WithoutTime<E> = E extends WireEvent ? Omit<E, 'at' | 'virtual'> : never;

/** Bytes of an HTTP message in one character a byte. */
export const ascii = latin1;

function fields(headers: Headers): readonly Field[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}
