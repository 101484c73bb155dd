import { windowBytes } from '../network/network-operation.ts';
import type { Bytes } from '../realm/binding.ts';
import type { EventLoop } from '../realm/event-loop.ts';
import { errno } from '../realm/node-data.ts';

/** A reader returns the window in pieces of this size, not with every read: a quarter, so that three are always there. */
const returnedBytes = windowBytes / 4;

export interface ReaderPorts {
  readonly loop: EventLoop;
  /** One read of `net`: so many bytes of the buffer, or a negative error. Returns the program's next buffer, if it brings its own. */
  handOver(bytesOrError: number, offset: number, buffer: ArrayBuffer | undefined): Uint8Array | undefined;
  /** Returns that many bytes of the window to the other side. */
  giveBack(bytes: number): void;
}

/** The receiving half of a socket: what came and is not read yet, how it ended, and one read a task. */
export class SocketReader {
  reading = false;
  bytesRead = 0;
  /** Where the program wants its bytes, if it said so (`onread` of `net.Socket`). */
  userBuffer: Uint8Array | undefined;
  readonly #ports: ReaderPorts;
  #received: Bytes[] = [];
  #end: 'none' | 'fin' | 'reset' | 'told' = 'none';
  #scheduled = false;
  #unreturned = 0;
  #closed = false;

  constructor(ports: ReaderPorts) {
    this.#ports = ports;
  }

  get hasUnread(): boolean {
    return this.#received.length > 0;
  }

  start(): void {
    this.reading = true;
    if (this.#isSomethingToTell()) this.#drainLater();
  }

  close(): void {
    this.#closed = true;
    this.reading = false;
  }

  data(bytes: Bytes): void {
    this.#received.push(bytes);
    this.deliver();
  }

  fin(): void {
    this.#end = 'fin';
    this.deliver();
  }

  /** What has arrived can still be read; after a FIN the end of the stream is all that a reader learns (Linux, tcp_recvmsg). */
  reset(): void {
    if (this.#end === 'none') this.#end = 'reset';
  }

  /** Whether a reset is still to be told; whoever asks tells it, so that it is told once. */
  takeReset(): boolean {
    if (this.#end !== 'reset') return false;
    this.#end = 'told';
    return true;
  }

  /** Hands over what is there, if the program reads and nothing is on its way to it already. */
  deliver(): void {
    if (this.reading && !this.#scheduled) this.#drain();
  }

  #isSomethingToTell(): boolean {
    return this.hasUnread || this.#end === 'fin' || this.#end === 'reset';
  }

  #drainLater(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const { loop } = this.#ports;
    loop.platform.macrotask(() => {
      this.#scheduled = false;
      if (!this.#closed) loop.enter(() => this.#drain());
      loop.checkIdle();
    });
  }

  /** Hands one read to `net`; what is left gets a task of its own. */
  #drain(): void {
    if (!this.reading || this.#closed) return;
    const bytes = this.#received.shift();
    if (bytes) {
      this.bytesRead += bytes.length;
      this.#giveBack(bytes.length);
      if (this.userBuffer) this.#fill(bytes);
      else this.#ports.handOver(bytes.length, bytes.byteOffset, bytes.buffer);
    } else if (this.takeReset()) {
      this.reading = false;
      this.#ports.handOver(errno('ECONNRESET'), 0, undefined);
    } else if (this.#end === 'fin') {
      this.#end = 'told';
      this.#ports.handOver(errno('EOF'), 0, undefined);
    }
    if (this.#isSomethingToTell()) this.#drainLater();
  }

  /** Returns a part of the window in one piece: what is not returned yet never keeps the other side waiting. */
  #giveBack(count: number): void {
    this.#unreturned += count;
    if (this.#unreturned < returnedBytes) return;
    this.#ports.giveBack(this.#unreturned);
    this.#unreturned = 0;
  }

  #fill(bytes: Bytes): void {
    for (let at = 0; at < bytes.length && this.userBuffer; ) {
      const part = bytes.subarray(at, at + this.userBuffer.length);
      this.userBuffer.set(part);
      at += part.length;
      this.userBuffer = this.#ports.handOver(part.length, 0, undefined) ?? this.userBuffer;
    }
  }
}
