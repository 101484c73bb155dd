/** The functions that llhttp's WebAssembly build exports (undici's `lib/llhttp`, src/llhttp.c). */
export interface Llhttp {
  readonly memory: WebAssembly.Memory;
  _initialize(): void;
  malloc(size: number): number;
  free(pointer: number): void;
  llhttp_alloc(type: number): number;
  llhttp_free(parser: number): void;
  llhttp_execute(parser: number, data: number, length: number): number;
  llhttp_finish(parser: number): number;
  llhttp_resume_after_upgrade(parser: number): void;
  llhttp_get_error_pos(parser: number): number;
  llhttp_get_error_reason(parser: number): number;
  llhttp_errno_name(error: number): number;
  llhttp_get_upgrade(parser: number): number;
  llhttp_get_http_major(parser: number): number;
  llhttp_get_http_minor(parser: number): number;
  llhttp_get_method(parser: number): number;
  llhttp_get_status_code(parser: number): number;
  llhttp_should_keep_alive(parser: number): number;
  [setLenient: `llhttp_set_lenient_${string}`]: (parser: number, on: number) => void;
}

/** What the parser calls; positions are addresses in its memory. A number other than 0 stops it with that error. */
export interface LlhttpCallbacks {
  messageBegin(): number;
  url(at: number, length: number): number;
  status(at: number, length: number): number;
  headerField(at: number, length: number): number;
  headerValue(at: number, length: number): number;
  headersComplete(): number;
  body(at: number, length: number): number;
  messageComplete(): number;
}

/** `llhttp_errno`: the values that the binding itself gives or looks at. */
export const llhttpErrors = { ok: 0, user: 24, pausedUpgrade: 22 } as const;

/** llhttp's lenient flags, in the order of Node's bits (src/node_http_parser.cc, `enum lenient`). */
export const lenientFlags = [
  'headers',
  'chunked_length',
  'keep_alive',
  'transfer_encoding',
  'version',
  'data_after_close',
  'optional_lf_after_cr',
  'optional_crlf_after_chunk',
  'optional_cr_before_lf',
  'spaces_after_chunk_size',
] as const;

/** One instance of llhttp; its parsers are told apart by their address. */
export class LlhttpInstance {
  readonly parsers = new Map<number, LlhttpCallbacks>();
  readonly exports: Llhttp;

  constructor(wasm: Uint8Array<ArrayBuffer>) {
    const of = (parser: number): LlhttpCallbacks => this.parsers.get(parser) as LlhttpCallbacks;
    const env = {
      wasm_on_message_begin: (parser: number) => of(parser).messageBegin(),
      wasm_on_url: (parser: number, at: number, length: number) => of(parser).url(at, length),
      wasm_on_status: (parser: number, at: number, length: number) => of(parser).status(at, length),
      wasm_on_header_field: (parser: number, at: number, length: number) => of(parser).headerField(at, length),
      wasm_on_header_value: (parser: number, at: number, length: number) => of(parser).headerValue(at, length),
      wasm_on_headers_complete: (parser: number) => of(parser).headersComplete(),
      wasm_on_body: (parser: number, at: number, length: number) => of(parser).body(at, length),
      wasm_on_message_complete: (parser: number) => of(parser).messageComplete(),
    };
    const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), { env });
    this.exports = instance.exports as unknown as Llhttp;
    this.exports._initialize();
  }

  bytes(at: number, length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.exports.memory.buffer as ArrayBuffer, at, length);
  }

  latin1(at: number, length: number): string {
    let text = '';
    for (let from = 0; from < length; from += 8192) {
      text += String.fromCharCode(...this.bytes(at + from, Math.min(8192, length - from)));
    }
    return text;
  }

  cString(at: number): string {
    if (at === 0) return '';
    const memory = new Uint8Array(this.exports.memory.buffer);
    return this.latin1(at, memory.indexOf(0, at) - at);
  }

  /** Copies bytes into the parser's memory for the time of one call. */
  withBytes<T>(bytes: Uint8Array, use: (at: number) => T): T {
    const at = this.exports.malloc(bytes.length || 1);
    try {
      this.bytes(at, bytes.length).set(bytes);
      return use(at);
    } finally {
      this.exports.free(at);
    }
  }
}
