import type { Binding } from '../realm/binding.ts';
import { nodeData } from '../realm/node-data.ts';
import type { Realm } from '../realm/realm.ts';
import { type ConnectionsList, connectionsList } from './connections-list.ts';
import { HeaderFields } from './header-fields.ts';
import {
  callbackNames,
  kOnBody,
  kOnHeaders,
  kOnHeadersComplete,
  kOnMessageComplete,
  parserConstants,
  request,
} from './http-parser-constants.ts';
import { type LlhttpCallbacks, LlhttpInstance, lenientFlags, llhttpErrors } from './llhttp.ts';

const defaultMaxHeaderSize = 16_384;
/** Header fields that are handed over at once; more come by `kOnHeaders` (`kMaxHeaderFieldsCount`). */
const fieldsAtOnce = 32;

type Callback = (...values: unknown[]) => unknown;

/** An error's place: where the empty line at the end of the fields begins. */
const beforeEmptyLine = -1;

/** `internalBinding('http_parser')`: src/node_http_parser.cc over the same llhttp, as WebAssembly. */
export function httpParserBinding(realm: Realm, wasm: () => Uint8Array<ArrayBuffer>): Binding {
  let instance: LlhttpInstance | undefined;
  const llhttp = (): LlhttpInstance => {
    instance ??= new LlhttpInstance(wasm());
    return instance;
  };
  const { Buffer } = realm.require('buffer') as { Buffer: typeof import('node:buffer').Buffer };
  const { loop } = realm;

  class HTTPParser implements LlhttpCallbacks {
    maxHeaderPairs = 0;
    list: ConnectionsList | undefined;
    /** When the message began, in milliseconds of the loop; 0 while idle. */
    lastMessageStart = 0;
    headersDone = false;
    #type = 0;
    #pointer = 0;
    #maxHeaderSize = defaultMaxHeaderSize;
    #fields = new HeaderFields();
    #url = '';
    #statusMessage = '';
    #headerBytes = 0;
    #flushed = false;
    #thrown: { readonly error: unknown } | undefined;
    #reason = '';
    /** Where the bytes of this run lie in llhttp's memory, and at which of them an error of our own was found. */
    #base = 0;
    #nextLine: number | undefined;
    #current: Uint8Array | undefined;
    #closing = false;

    initialize(type: number, _resource: object, maxHeaderSize = 0, lenient = 0, list?: ConnectionsList): void {
      const { parsers, exports } = llhttp();
      this.#release();
      this.#type = type;
      this.#pointer = exports.llhttp_alloc(type);
      parsers.set(this.#pointer, this);
      this.#maxHeaderSize = maxHeaderSize > 0 ? maxHeaderSize : defaultMaxHeaderSize;
      lenientFlags.forEach((flag, bit) => {
        if (lenient & (1 << bit)) exports[`llhttp_set_lenient_${flag}`]?.(this.#pointer, 1);
      });
      this.#reset();
      this.headersDone = false;
      this.lastMessageStart = list ? loop.now() : 0;
      this.list = list;
      list?.add(this);
    }

    #reset(): void {
      this.#fields = new HeaderFields();
      this.#url = '';
      this.#statusMessage = '';
      this.#headerBytes = 0;
      this.#flushed = false;
    }

    #release(): void {
      if (this.#pointer === 0) return;
      llhttp().parsers.delete(this.#pointer);
      llhttp().exports.llhttp_free(this.#pointer);
      this.#pointer = 0;
    }

    /** Calls what `_http_common` set; what it throws ends the parsing and is thrown again outside. */
    #call(index: number, ...values: unknown[]): unknown {
      const callback = (this as unknown as Record<number, Callback | undefined>)[index];
      if (typeof callback !== 'function') return 0;
      try {
        return callback.apply(this, values);
      } catch (error) {
        this.#thrown = { error };
        return -1;
      }
    }

    #count(length: number): number {
      this.#headerBytes += length;
      return this.#headerBytes < this.#maxHeaderSize ? llhttpErrors.ok : this.#overflow();
    }

    #overflow(): number {
      this.#reason = 'HPE_HEADER_OVERFLOW:Header overflow';
      return llhttpErrors.user;
    }

    messageBegin(): number {
      this.list?.remove(this);
      this.#reset();
      this.headersDone = false;
      this.lastMessageStart = loop.now();
      this.list?.add(this);
      this.#call(callbackNames.kOnMessageBegin);
      return this.#thrown ? -1 : 0;
    }

    url(at: number, length: number): number {
      this.#url += llhttp().latin1(at, length);
      return this.#count(length);
    }

    status(at: number, length: number): number {
      this.#statusMessage += llhttp().latin1(at, length);
      return this.#count(length);
    }

    /**
     * Whether the field that has just ended is a Transfer-Encoding without a value: llhttp 9.4, which the pinned Node has, refuses
     * it where the next line begins; the llhttp that undici ships does not look.
     */
    #lacksCoding(nextLine: number): boolean {
      if (!this.#fields.lacksCoding) return false;
      this.#reason = 'HPE_INVALID_TRANSFER_ENCODING:Empty Transfer-Encoding';
      this.#nextLine = nextLine;
      return true;
    }

    headerField(at: number, length: number): number {
      const fields = this.#fields;
      if (fields.between && this.#lacksCoding(at - this.#base)) return llhttpErrors.user;
      const error = this.#count(length);
      if (error !== llhttpErrors.ok) return error;
      const text = llhttp().latin1(at, length);
      if (!fields.between) {
        fields.addToName(text);
        return llhttpErrors.ok;
      }
      fields.count++;
      if (this.#type === request && this.maxHeaderPairs > 0 && fields.count * 2 > this.maxHeaderPairs) {
        return this.#overflow();
      }
      if (fields.waiting >= fieldsAtOnce) this.#flush();
      fields.begin(text);
      return llhttpErrors.ok;
    }

    headerValue(at: number, length: number): number {
      const error = this.#count(length);
      if (error !== llhttpErrors.ok) return error;
      this.#fields.addToValue(llhttp().latin1(at, length));
      return llhttpErrors.ok;
    }

    #flush(): void {
      const fields = this.#fields.take();
      const url = this.#url;
      this.#url = '';
      this.#flushed = true;
      this.#call(kOnHeaders, fields, url);
    }

    headersComplete(): number {
      if (this.#lacksCoding(beforeEmptyLine)) return -1;
      const { exports } = llhttp();
      const pointer = this.#pointer;
      const isRequest = this.#type === request;
      this.headersDone = true;
      this.#headerBytes = 0;
      let fields: string[] | undefined;
      let url: string | undefined;
      if (this.#flushed) this.#flush();
      else {
        fields = this.#fields.take();
        if (isRequest) url = this.#url;
      }
      const answer = this.#call(
        kOnHeadersComplete,
        exports.llhttp_get_http_major(pointer),
        exports.llhttp_get_http_minor(pointer),
        fields,
        isRequest ? exports.llhttp_get_method(pointer) : undefined,
        url,
        isRequest ? undefined : exports.llhttp_get_status_code(pointer),
        isRequest ? undefined : this.#statusMessage,
        exports.llhttp_get_upgrade(pointer) !== 0,
        exports.llhttp_should_keep_alive(pointer) !== 0,
      );
      return this.#thrown ? -1 : Number(answer) | 0;
    }

    body(at: number, length: number): number {
      if (length === 0) return 0;
      this.#call(kOnBody, Buffer.from(llhttp().bytes(at, length)));
      return this.#thrown ? llhttpErrors.user : 0;
    }

    messageComplete(): number {
      if (this.#lacksCoding(beforeEmptyLine)) return -1;
      this.list?.remove(this);
      this.lastMessageStart = 0;
      this.list?.addIdle(this);
      if (this.#fields.waiting > 0) this.#flush();
      this.#call(kOnMessageComplete);
      return this.#thrown ? -1 : 0;
    }

    execute(bytes: Uint8Array): number | Error | undefined {
      return this.#run(bytes);
    }

    finish(): number | Error | undefined {
      return this.#run(undefined);
    }

    #run(bytes: Uint8Array | undefined): number | Error | undefined {
      const pointer = this.#pointer;
      if (pointer === 0) return undefined;
      const { exports } = llhttp();
      this.#current = bytes;
      this.#thrown = undefined;
      this.#reason = '';
      this.#nextLine = undefined;
      const [error, parsed] = bytes ? this.#execute(pointer, bytes) : [exports.llhttp_finish(pointer), 0];
      const upgraded = exports.llhttp_get_upgrade(pointer) !== 0;
      const reason = error === llhttpErrors.ok ? '' : llhttp().cString(exports.llhttp_get_error_reason(pointer));
      const name = error === llhttpErrors.ok ? '' : llhttp().cString(exports.llhttp_errno_name(error));
      this.#current = undefined;
      if (this.#closing) {
        this.#closing = false;
        this.#release();
      }
      const thrown = this.#thrown as { readonly error: unknown } | undefined;
      this.#thrown = undefined;
      if (thrown) throw thrown.error;
      if (!upgraded && error !== llhttpErrors.ok) return this.#parseError(name, reason, parsed);
      return bytes ? parsed : undefined;
    }

    #execute(pointer: number, bytes: Uint8Array): readonly [error: number, parsed: number] {
      const { exports } = llhttp();
      return llhttp().withBytes(bytes, (at) => {
        this.#base = at;
        const error = exports.llhttp_execute(pointer, at, bytes.length);
        if (error === llhttpErrors.ok) return [error, bytes.length];
        const parsed = exports.llhttp_get_error_pos(pointer) - at;
        if (this.#nextLine === beforeEmptyLine) this.#nextLine = parsed - (bytes[parsed - 2] === 13 ? 2 : 1);
        if (error !== llhttpErrors.pausedUpgrade) return [error, parsed];
        exports.llhttp_resume_after_upgrade(pointer);
        return [llhttpErrors.ok, parsed];
      });
    }

    #parseError(name: string, reason: string, bytesParsed: number): Error {
      const own = this.#reason === '' ? undefined : this.#reason.split(':');
      return Object.assign(new Error('Parse Error'), {
        bytesParsed: this.#nextLine ?? bytesParsed,
        code: own?.[0] ?? name,
        reason: own?.[1] ?? reason,
      });
    }

    close(): void {
      this.remove();
      // From one of its own callbacks: the parser is still in use.
      if (this.#current) this.#closing = true;
      else this.#release();
    }

    free(): void {}
    pause(): void {}
    resume(): void {}
    consume(): void {}
    unconsume(): void {}

    remove(): void {
      this.list?.remove(this);
      this.list = undefined;
    }

    getCurrentBuffer(): Uint8Array {
      return this.#current ?? Buffer.alloc(0);
    }

    /** Milliseconds since the message began. */
    duration(): number {
      return this.lastMessageStart === 0 ? 0 : loop.now() - this.lastMessageStart;
    }

    headersCompleted(): boolean {
      return this.headersDone;
    }
  }
  Object.assign(HTTPParser, parserConstants);

  return {
    HTTPParser,
    ConnectionsList: connectionsList(loop),
    methods: nodeData.methods,
    allMethods: nodeData.allMethods,
  };
}
