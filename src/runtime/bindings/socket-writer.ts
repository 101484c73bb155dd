import { windowBytes } from '../network/network-operation.ts';
import type { EventLoop } from '../realm/event-loop.ts';
import type { Request } from './stream-base.ts';

type Pending =
  | { readonly kind: 'write'; readonly request: Request; readonly bytes: Uint8Array }
  | { readonly kind: 'shutdown'; readonly request: Request };

export interface WriterPorts {
  readonly loop: EventLoop;
  send(bytes: Uint8Array): void;
  sendFin(): void;
  /** Tells a request how it went: 0 or a negative error. */
  complete(request: Request, status: number): void;
}

/** The sending half of a socket: writes wait in order while the other side's window is used up. */
export class SocketWriter {
  bytesWritten = 0;
  readonly #ports: WriterPorts;
  #waiting: Pending[] = [];
  #window = windowBytes;
  #finSent = false;

  constructor(ports: WriterPorts) {
    this.#ports = ports;
  }

  /** Whether the FIN has gone: nothing can be written behind it. */
  get finSent(): boolean {
    return this.#finSent;
  }

  /** Sends the bytes, or keeps them: then the answer is false, and the request is completed later. */
  write(request: Request, bytes: Uint8Array, connecting: boolean): boolean {
    this.bytesWritten += bytes.length;
    if (bytes.length === 0) return true;
    if (this.#waiting.length === 0 && this.#window > 0 && !connecting) {
      this.#send(bytes);
      return true;
    }
    // The program may use its buffer again before these bytes are sent.
    this.#waiting.push({ kind: 'write', request, bytes: new Uint8Array(bytes) });
    return false;
  }

  shutdown(request: Request): void {
    if (this.#waiting.length > 0) this.#waiting.push({ kind: 'shutdown', request });
    else this.#shutDown(request);
  }

  /** The other side has read that many bytes. */
  credit(bytes: number): void {
    this.#window += bytes;
    while (this.#waiting.length > 0 && this.#window > 0) {
      const next = this.#waiting.shift() as Pending;
      if (next.kind === 'shutdown') this.#shutDown(next.request);
      else {
        this.#send(next.bytes);
        this.#completeLater(next.request);
      }
    }
  }

  /** Whatever waits fails with this error. */
  fail(error: number): void {
    for (const { request } of this.#waiting.splice(0)) this.#ports.complete(request, error);
  }

  /** Sends what waits, whatever the window: the kernel of a closed socket does so. */
  flush(): void {
    for (const pending of this.#waiting.splice(0)) if (pending.kind === 'write') this.#send(pending.bytes);
  }

  #send(bytes: Uint8Array): void {
    this.#window -= bytes.length;
    this.#ports.send(bytes);
  }

  #shutDown(request: Request): void {
    if (!this.#finSent) {
      this.#finSent = true;
      this.#ports.sendFin();
    }
    this.#completeLater(request);
  }

  #completeLater(request: Request): void {
    this.#ports.loop.enterLater(() => this.#ports.complete(request, 0));
  }
}
