import type { NetworkLink } from '../network/network-link.ts';
import { familyOf, isLocal, type SocketAddress, type StreamOperation } from '../network/network-operation.ts';
import { errno } from '../realm/node-data.ts';
import type { Realm } from '../realm/realm.ts';
import { SocketReader } from './socket-reader.ts';
import { SocketWriter } from './socket-writer.ts';
import { type Request, stateIndex } from './stream-base.ts';
import { TcpOptions } from './tcp-options.ts';

/** What a realm's sockets share. */
export interface TcpContext {
  readonly realm: Realm;
  readonly link: NetworkLink;
  /** `stream_wrap.streamBaseState`. */
  readonly streamState: Int32Array;
}

/**
 * One TCP socket of the virtual network as `net` sees it: src/tcp_wrap.cc and libuv in one. Reads and
 * writes keep a window of `windowBytes` each way, so that a slow reader makes the writer wait.
 */
export class TcpHandle extends TcpOptions {
  readonly fd = -1;
  // Keeps `http` from reading behind the socket's back (HTTPParser.consume): all bytes go through `onread`.
  readonly isStreamBase = false;
  onread: (buffer: ArrayBuffer | undefined) => Uint8Array | undefined = () => undefined;
  onconnection: (status: number, handle?: TcpHandle) => void = () => {};
  readonly #context: TcpContext;
  readonly #create: () => TcpHandle;
  readonly #asyncId: number;
  #id = 0;
  #listener = 0;
  #local: SocketAddress | undefined;
  #peer: SocketAddress | undefined;
  #bindError = 0;
  #connectRequest: Request | undefined;
  #deadWith = 0;
  #closed = false;
  #active = false;
  #referenced = true;
  readonly #keep: (on: boolean) => void;
  readonly #reader: SocketReader;
  readonly #writer: SocketWriter;

  constructor(context: TcpContext, asyncId: number, create: () => TcpHandle) {
    super();
    this.#context = context;
    this.#asyncId = asyncId;
    this.#create = create;
    const { link, realm, streamState } = context;
    this.#keep = realm.loop.keeper();
    this.#reader = new SocketReader({
      loop: realm.loop,
      handOver: (bytesOrError, offset, buffer) => {
        streamState[stateIndex.readBytesOrError] = bytesOrError;
        streamState[stateIndex.arrayBufferOffset] = offset;
        return this.onread(buffer);
      },
      giveBack: (bytes) => link.send({ op: 'credit', id: this.#id, bytes }),
    });
    this.#writer = new SocketWriter({
      loop: realm.loop,
      send: (bytes) => link.send({ op: 'data', id: this.#id, bytes }),
      sendFin: () => link.send({ op: 'fin', id: this.#id }),
      complete: (request, status) => request.oncomplete(status, this, undefined),
    });
  }

  get bytesRead(): number {
    return this.#reader.bytesRead;
  }
  get bytesWritten(): number {
    return this.#writer.bytesWritten;
  }
  /** `net` sets it, too, before it asks for reads. */
  get reading(): boolean {
    return this.#reader.reading;
  }
  set reading(reading: boolean) {
    this.#reader.reading = reading;
  }

  getAsyncId(): number {
    return this.#asyncId;
  }
  ref(): void {
    this.#referenced = true;
    this.#hold();
  }
  unref(): void {
    this.#referenced = false;
    this.#hold();
  }
  hasRef(): boolean {
    return this.#referenced && !this.#closed;
  }
  open(): number {
    return errno('EINVAL');
  }
  useUserBuffer(buffer: Uint8Array): void {
    this.#reader.userBuffer = buffer;
  }

  bind(address: string, port: number): number {
    return this.#bind(address, port);
  }
  bind6(address: string, port: number): number {
    return this.#bind(address, port);
  }

  #bind(address: string, port: number): number {
    const { link } = this.#context;
    if (!isLocal(address)) return errno('EADDRNOTAVAIL');
    // As on Linux with libuv: a clash is told by `listen`.
    if (port !== 0 && link.isTaken(address, port)) this.#bindError = errno('EADDRINUSE');
    this.#local = { address, family: familyOf(address), port: port || link.freePort(address) };
    return 0;
  }

  listen(): number {
    const { link } = this.#context;
    if (this.#bindError !== 0) return this.#bindError;
    if (!this.#local) this.#bind('::', 0);
    const local = this.#local as SocketAddress;
    if (link.isTaken(local.address, local.port)) return errno('EADDRINUSE');
    this.#listener = link.newListener();
    link.listeners.set(this.#listener, {
      address: local.address,
      port: local.port,
      accepted: (id, here, there) => this.onconnection(0, this.#create().#accept(id, here, there)),
    });
    link.send({ op: 'listen', listener: this.#listener, address: local.address, port: local.port });
    this.#activate(true);
    return 0;
  }

  #accept(id: number, local: SocketAddress, peer: SocketAddress): this {
    this.#local = local;
    this.#peer = peer;
    this.#join(id);
    return this;
  }

  connect(request: Request, address: string, port: number): number {
    return this.#connect(request, address, port);
  }
  connect6(request: Request, address: string, port: number): number {
    return this.#connect(request, address, port);
  }

  #connect(request: Request, address: string, port: number): number {
    const { link } = this.#context;
    this.#connectRequest = request;
    this.#join(link.newConnection());
    const local = this.#local && { address: this.#local.address, port: this.#local.port };
    link.send({ op: 'connect', id: this.#id, address, port, local });
    return 0;
  }

  #join(id: number): void {
    this.#id = id;
    this.#context.link.connections.set(id, {
      connected: (local, peer) => this.#connected(local, peer),
      failed: ({ error }) => this.#failed(errno(error)),
      received: (operation) => this.#take(operation),
    });
    this.#activate(true);
  }

  #connected(local: SocketAddress, peer: SocketAddress): void {
    this.#local = local;
    this.#peer = peer;
    const request = this.#connectRequest;
    this.#connectRequest = undefined;
    request?.oncomplete(0, this, request, true, true);
  }

  #failed(error: number): void {
    const request = this.#connectRequest;
    this.#connectRequest = undefined;
    this.#deadWith = error;
    this.#leave();
    request?.oncomplete(error, this, request, false, false);
    this.#activate(false);
  }

  getsockname(out: object): number {
    if (!this.#local) return errno('EBADF');
    Object.assign(out, this.#local);
    return 0;
  }

  getpeername(out: object): number {
    if (!this.#peer || this.#deadWith !== 0) return errno('ENOTCONN');
    Object.assign(out, this.#peer);
    return 0;
  }

  readStart(): number {
    this.#reader.start();
    return 0;
  }

  readStop(): number {
    this.reading = false;
    return 0;
  }

  #take(operation: StreamOperation): void {
    switch (operation.op) {
      case 'data':
        this.#reader.data(operation.bytes);
        break;
      case 'credit':
        this.#writer.credit(operation.bytes);
        break;
      case 'fin':
        this.#reader.fin();
        break;
      case 'rst':
        this.#wasReset();
        break;
    }
  }

  #wasReset(): void {
    const error = errno('ECONNRESET');
    this.#leave();
    this.#deadWith = error;
    this.#reader.reset();
    this.#writer.fail(error);
    if (this.#connectRequest) this.#failed(error);
    this.#reader.deliver();
  }

  protected override encode(text: string, encoding: BufferEncoding): Uint8Array {
    const { Buffer } = this.#context.realm.require('buffer') as { Buffer: typeof import('node:buffer').Buffer };
    return Buffer.from(text, encoding);
  }

  protected override write(request: Request, bytes: Uint8Array): number {
    const { streamState } = this.#context;
    streamState[stateIndex.bytesWritten] = bytes.length;
    streamState[stateIndex.lastWriteWasAsync] = 0;
    if (this.#deadWith !== 0 || this.#writer.finSent || this.#id === 0) {
      // A reset is told once, by whichever comes first, a read or a write; then the pipe is just broken.
      return errno(this.#reader.takeReset() ? 'ECONNRESET' : 'EPIPE');
    }
    const sent = this.#writer.write(request, bytes, this.#connectRequest !== undefined);
    if (!sent) streamState[stateIndex.lastWriteWasAsync] = 1;
    return 0;
  }

  shutdown(request: Request): number {
    if (this.#deadWith !== 0) return errno('ENOTCONN');
    this.#writer.shutdown(request);
    return 0;
  }

  reset(callback?: () => void): number {
    if (this.#closed) return 0;
    if (this.#leave()) this.#context.link.send({ op: 'rst', id: this.#id });
    this.#close(callback);
    return 0;
  }

  close(callback?: () => void): void {
    if (this.#closed) return;
    const { link } = this.#context;
    if (this.#listener !== 0) {
      link.listeners.delete(this.#listener);
      link.send({ op: 'unlisten', listener: this.#listener });
    } else if (this.#leave()) {
      // Linux resets a connection that is closed while bytes lie unread.
      if (this.#reader.hasUnread) link.send({ op: 'rst', id: this.#id });
      else {
        this.#writer.flush();
        link.send({ op: 'close', id: this.#id });
      }
    }
    this.#close(callback);
  }

  #close(callback?: () => void): void {
    this.#closed = true;
    this.#reader.close();
    this.#context.realm.loop.enterLater(() => callback?.call(this));
    this.#activate(false);
  }

  /** Takes the connection out of the link; false when it was not in it any more. */
  #leave(): boolean {
    return this.#id !== 0 && this.#context.link.connections.delete(this.#id);
  }

  #activate(active: boolean): void {
    this.#active = active;
    this.#hold();
  }

  #hold(): void {
    this.#keep(this.#active && this.#referenced);
  }
}
