import { encodeText } from './text-codecs.ts';

/** A request object of Node's: it learns the outcome of a connect, write or shutdown. */
export interface Request {
  oncomplete(status: number, ...more: unknown[]): void;
}

/** Places in `stream_wrap.streamBaseState`, where a stream leaves the numbers about its last read or write. */
export const stateIndex = { readBytesOrError: 0, arrayBufferOffset: 1, bytesWritten: 2, lastWriteWasAsync: 3 } as const;

const utf8 = 1;
const utf16 = 3;
const latin1 = 4;

/** The ways in which Node's library writes to a stream, brought down to one (src/stream_base.cc). */
export abstract class StreamBase {
  /** Returns 0, or a negative error; a write that has to wait completes its request later. */
  protected abstract write(request: Request, bytes: Uint8Array): number;

  writeBuffer(request: Request, bytes: Uint8Array): number {
    return this.write(request, bytes);
  }
  writeUtf8String(request: Request, text: string): number {
    return this.write(request, encodeText(text, utf8));
  }
  writeLatin1String(request: Request, text: string): number {
    return this.write(request, encodeText(text, latin1));
  }
  writeAsciiString(request: Request, text: string): number {
    return this.write(request, encodeText(text, latin1));
  }
  writeUcs2String(request: Request, text: string): number {
    return this.write(request, encodeText(text, utf16));
  }

  /** `chunks` are buffers, or text and encoding in turn. */
  writev(request: Request, chunks: readonly (Uint8Array | string)[], allBuffers: boolean): number {
    const parts = allBuffers ? (chunks as readonly Uint8Array[]) : this.#encoded(chunks);
    const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
      joined.set(part, at);
      at += part.length;
    }
    return this.write(request, joined);
  }

  #encoded(chunks: readonly (Uint8Array | string)[]): readonly Uint8Array[] {
    return chunks.flatMap((chunk, index) => {
      if (index % 2 === 1) return [];
      return [typeof chunk === 'string' ? this.encode(chunk, chunks[index + 1] as BufferEncoding) : chunk];
    });
  }

  /** A text in an encoding that `Buffer` knows. */
  protected abstract encode(text: string, encoding: BufferEncoding): Uint8Array;
}
