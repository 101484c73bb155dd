// pako 2.1.0 ships its line-by-line port of zlib without types: the functions that bindings/zlib.ts calls, as zlib.h has them.
declare module 'pako/lib/zlib/zstream.js' {
  export default class ZStream {
    input: Uint8Array;
    next_in: number;
    avail_in: number;
    output: Uint8Array;
    next_out: number;
    avail_out: number;
    msg: string;
    state: object | null;
  }
}
declare module 'pako/lib/zlib/deflate.js' {
  import type ZStream from 'pako/lib/zlib/zstream.js';

  const deflate: {
    deflateInit2(
      stream: ZStream,
      level: number,
      method: number,
      windowBits: number,
      memLevel: number,
      strategy: number,
    ): number;
    deflate(stream: ZStream, flush: number): number;
    deflateReset(stream: ZStream): number;
    deflateSetDictionary(stream: ZStream, dictionary: Uint8Array): number;
  };
  export default deflate;
}
declare module 'pako/lib/zlib/inflate.js' {
  import type ZStream from 'pako/lib/zlib/zstream.js';

  const inflate: {
    inflateInit2(stream: ZStream, windowBits: number): number;
    inflate(stream: ZStream, flush: number): number;
    inflateReset(stream: ZStream): number;
    inflateSetDictionary(stream: ZStream, dictionary: Uint8Array): number;
  };
  export default inflate;
}
declare module 'pako/lib/zlib/crc32.js' {
  export default function crc32(crc: number, bytes: Uint8Array, length: number, from: number): number;
}
