/** A request object of Node's: it learns the outcome of a connect, write or shutdown. */
export interface Request {
  oncomplete(status: number, ...more: unknown[]): void;
}

/** Places in `stream_wrap.streamBaseState`, where a stream leaves the numbers about its last read or write (src/stream_base.h). */
export const stateIndex = { readBytesOrError: 0, arrayBufferOffset: 1, bytesWritten: 2, lastWriteWasAsync: 3 } as const;
