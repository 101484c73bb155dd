import crc32 from 'pako/lib/zlib/crc32.js';
import deflate from 'pako/lib/zlib/deflate.js';
import inflate from 'pako/lib/zlib/inflate.js';
import ZStream from 'pako/lib/zlib/zstream.js';
import { notOffered } from '../overrides/not-offered.ts';
import { type Binding, type BytesLike, bytesOf } from '../realm/binding.ts';
import { nodeData } from '../realm/node-data.ts';
import type { Realm } from '../realm/realm.ts';
import { encodeText } from './text-codecs.ts';

/** `node_zlib_mode` (src/node_zlib.cc). */
const mode = { deflate: 1, inflate: 2, gzip: 3, gunzip: 4, deflateRaw: 5, inflateRaw: 6, unzip: 7 } as const;
const { Z_OK, Z_STREAM_END, Z_NEED_DICT, Z_BUF_ERROR, Z_DATA_ERROR, Z_FINISH } = nodeData.zlib;
const errorNames: Readonly<Record<number, string>> = {
  2: 'Z_NEED_DICT',
  [-1]: 'Z_ERRNO',
  [-2]: 'Z_STREAM_ERROR',
  [-3]: 'Z_DATA_ERROR',
  [-4]: 'Z_MEM_ERROR',
  [-5]: 'Z_BUF_ERROR',
  [-6]: 'Z_VERSION_ERROR',
};
const utf8 = 1;

type WriteArguments = readonly [
  flush: number,
  input: Uint8Array | null,
  inputOffset: number,
  inputLength: number,
  output: Uint8Array,
  outputOffset: number,
  outputLength: number,
];

/** `internalBinding('zlib')`: src/node_zlib.cc over pako's port of zlib. */
export function zlibBinding(realm: Realm): Binding {
  const { loop } = realm;

  class Zlib {
    onerror: (message: string, errno: number, code: string) => void = () => {};
    readonly #mode: number;
    #stream = new ZStream();
    #error: number = Z_OK;
    #level = 0;
    #memLevel = 0;
    #strategy = 0;
    #windowBits = 0;
    #dictionary: Uint8Array | undefined;
    #writeState: Uint32Array = new Uint32Array(2);
    #done: () => void = () => {};
    #flush = 0;
    #closed = false;

    constructor(zlibMode: number) {
      this.#mode = zlibMode;
    }

    init(
      windowBits: number,
      level: number,
      memLevel: number,
      strategy: number,
      writeState: Uint32Array,
      done: () => void,
      dictionary?: BytesLike,
    ): void {
      const { gzip, gunzip, unzip, deflateRaw, inflateRaw } = mode;
      this.#level = level;
      this.#memLevel = memLevel;
      this.#strategy = strategy;
      this.#writeState = writeState;
      this.#done = done;
      this.#dictionary = dictionary && bytesOf(dictionary);
      this.#windowBits = windowBits;
      if (this.#mode === gzip || this.#mode === gunzip) this.#windowBits += 16;
      if (this.#mode === unzip) this.#windowBits += 32;
      if (this.#mode === deflateRaw || this.#mode === inflateRaw) this.#windowBits *= -1;
      this.#open();
    }

    get #compresses(): boolean {
      return this.#mode === mode.deflate || this.#mode === mode.gzip || this.#mode === mode.deflateRaw;
    }

    #open(): void {
      const stream = new ZStream();
      this.#stream = stream;
      const method = 8;
      this.#error = this.#compresses
        ? deflate.deflateInit2(stream, this.#level, method, this.#windowBits, this.#memLevel, this.#strategy)
        : inflate.inflateInit2(stream, this.#windowBits);
      if (this.#error !== Z_OK || !this.#dictionary) return;
      if (this.#compresses) this.#error = deflate.deflateSetDictionary(stream, this.#dictionary);
      else if (this.#mode === mode.inflateRaw) this.#error = inflate.inflateSetDictionary(stream, this.#dictionary);
    }

    write(...values: WriteArguments): void {
      loop.retain();
      loop.platform.macrotask(() => {
        this.#work(values);
        loop.enter(() => {
          if (this.#closed || !this.#check()) return;
          this.#report();
          this.#done.call(this);
        });
        loop.release();
      });
    }

    writeSync(...values: WriteArguments): void {
      this.#work(values);
      if (this.#check()) this.#report();
    }

    #work([flush, input, inputOffset, inputLength, output, outputOffset, outputLength]: WriteArguments): void {
      if (this.#closed) return;
      const stream = this.#stream;
      stream.input = input ?? new Uint8Array(0);
      stream.next_in = inputOffset;
      stream.avail_in = input ? inputLength : 0;
      stream.output = output;
      stream.next_out = outputOffset;
      stream.avail_out = outputLength;
      this.#flush = flush;
      if (this.#compresses) this.#error = deflate.deflate(stream, flush);
      else this.#inflate(flush);
    }

    #inflate(flush: number): void {
      const stream = this.#stream;
      this.#error = inflate.inflate(stream, flush);
      if (this.#error === Z_NEED_DICT && this.#dictionary) {
        this.#error = inflate.inflateSetDictionary(stream, this.#dictionary);
        if (this.#error === Z_OK) this.#error = inflate.inflate(stream, flush);
        else if (this.#error === Z_DATA_ERROR) this.#error = Z_NEED_DICT;
      }
      // Another member of a gzip file follows the first; other bytes after it are left alone.
      const gzip = this.#mode === mode.gunzip || this.#mode === mode.unzip;
      while (gzip && this.#error === Z_STREAM_END && stream.avail_in > 0 && stream.input[stream.next_in] === 0x1f) {
        inflate.inflateReset(stream);
        this.#error = inflate.inflate(stream, flush);
      }
    }

    #check(): boolean {
      const error = this.#error;
      if (error === Z_STREAM_END) return true;
      if (error === Z_OK || error === Z_BUF_ERROR) {
        if (this.#stream.avail_out === 0 || this.#flush !== Z_FINISH) return true;
        return this.#fail('unexpected end of file', Z_BUF_ERROR);
      }
      if (error === Z_NEED_DICT) return this.#fail(this.#dictionary ? 'Bad dictionary' : 'Missing dictionary', error);
      return this.#fail(this.#stream.msg || 'Zlib error', error);
    }

    #fail(message: string, error: number): false {
      this.onerror(message, error, errorNames[error] ?? '');
      return false;
    }

    #report(): void {
      this.#writeState[0] = this.#stream.avail_out;
      this.#writeState[1] = this.#stream.avail_in;
    }

    params(level: number, strategy: number): void {
      if (!this.#compresses) return;
      this.#level = level;
      this.#strategy = strategy;
      // pako has no deflateParams; what follows is compressed with the new values.
      Object.assign(this.#stream.state as object, { level, strategy });
    }

    reset(): void {
      this.#error = Z_OK;
      if (this.#compresses) deflate.deflateReset(this.#stream);
      else inflate.inflateReset(this.#stream);
      const dictionary = this.#dictionary;
      if (dictionary && this.#compresses) deflate.deflateSetDictionary(this.#stream, dictionary);
    }

    close(): void {
      this.#closed = true;
    }

    getAsyncId(): number {
      return 0;
    }
  }

  const refused = (name: string): unknown =>
    class {
      constructor() {
        throw notOffered(name, 'use gzip or deflate');
      }
    };
  return {
    Zlib,
    BrotliEncoder: refused('Brotli'),
    BrotliDecoder: refused('Brotli'),
    ZstdCompress: refused('Zstandard'),
    ZstdDecompress: refused('Zstandard'),
    crc32(data: string | BytesLike, value = 0) {
      const bytes = typeof data === 'string' ? encodeText(data, utf8) : bytesOf(data);
      return crc32(value, bytes, bytes.length, 0) >>> 0;
    },
  };
}
