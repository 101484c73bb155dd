import type { LookupFunction } from 'node:net';
import { Socket } from 'node:net';
import { clearRealTimeout, setRealTimeout } from './happenings.ts';
import type { Recorder } from './recorder.ts';

/** Milliseconds that a server has to end a connection that the client has ended. */
const patienceWithServer = 1000;

export interface Destination {
  readonly hostname: string;
  readonly port: number;
  /** `::1` or `127.0.0.1`: the connection comes from it and goes to the same family. */
  readonly localAddress?: string | undefined;
}

/** A TCP socket that reports its own bytes, in order, in both directions, and who ended it. */
export class TappedSocket extends Socket {
  readonly #recorder: Recorder;
  readonly #client: string;
  readonly connection: number;
  #opened = false;
  #clientEnded = false;
  #serverEnded = false;

  constructor(recorder: Recorder, client: string, connection: number, allowHalfOpen = false) {
    super({ allowHalfOpen });
    this.#recorder = recorder;
    this.#client = client;
    this.connection = connection;
    this.once('connect', () => {
      this.#opened = true;
    });
    this.on('error', (error: NodeJS.ErrnoException) => this.#failed(error));
    this.once('close', () => {
      if (this.#opened && !this.#serverEnded) this.#endOfClient('fin');
    });
  }

  /** The readable half's only entrance (`readable.push`): what came from the network, before anybody takes it. */
  override push(chunk: Uint8Array | null, encoding?: BufferEncoding): boolean {
    if (chunk === null) this.#endOfServer('fin');
    else this.#recorder.bytes(this.#client, this.connection, 'received', chunk);
    return super.push(chunk, encoding);
  }

  override _write(chunk: Buffer | string, encoding: BufferEncoding, callback: (error?: Error | null) => void): void {
    this.#sent([{ chunk, encoding }]);
    super._write(chunk, encoding, callback);
  }

  override _writev(
    chunks: { chunk: Buffer | string; encoding: BufferEncoding }[],
    callback: (error?: Error | null) => void,
  ): void {
    this.#sent(chunks);
    super._writev?.(chunks, callback);
  }

  override _final(callback: (error?: Error | null) => void): void {
    if (this.#opened) this.#endOfClient('fin');
    super._final(callback);
  }

  /** Called by Node's client when an answer is over: ends its half at once, and waits a while to see the server end the other. */
  override destroySoon(): void {
    this.end();
    if (this.#serverEnded) this.destroy();
    const timer = setRealTimeout(() => this.destroy(), patienceWithServer);
    this.once('ended-by-server', () => this.destroy()).once('close', () => clearRealTimeout(timer));
  }

  /** Ends the connection with a TCP reset. */
  resetNow(): void {
    if (this.destroyed) return;
    this.#endOfClient('reset');
    this.resetAndDestroy();
  }

  #sent(chunks: readonly { chunk: Buffer | string; encoding: BufferEncoding }[]): void {
    const bytes = Buffer.concat(
      chunks.map(({ chunk, encoding }) => (typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk)),
    );
    const report = () => this.#recorder.bytes(this.#client, this.connection, 'sent', bytes);
    if (this.connecting) this.once('connect', report);
    else report();
  }

  #failed(error: NodeJS.ErrnoException): void {
    if (!this.#opened) {
      this.#serverEnded = true;
      this.#recorder.event({
        kind: 'end',
        client: this.#client,
        connection: this.connection,
        how: 'refused',
        by: 'server',
      });
      this.emit('ended-by-server');
    } else if (error.code === 'ECONNRESET' || error.code === 'EPIPE') this.#endOfServer('reset');
  }

  #endOfServer(how: 'fin' | 'reset'): void {
    if (this.#serverEnded) return;
    this.#serverEnded = true;
    this.#recorder.event({ kind: 'end', client: this.#client, connection: this.connection, how, by: 'server' });
    this.emit('ended-by-server');
  }

  #endOfClient(how: 'fin' | 'reset'): void {
    if (this.#clientEnded) return;
    this.#clientEnded = true;
    this.#recorder.event({ kind: 'end', client: this.#client, connection: this.connection, how, by: 'client' });
  }
}

/** Starts to connect. Node would give up on `::1` after 250 ms of a busy machine: here only a refusal makes it try `127.0.0.1`. */
export function connectTo(socket: TappedSocket, { hostname, port, localAddress }: Destination): TappedSocket {
  if (localAddress !== undefined) return socket.connect({ host: localAddress, port, localAddress });
  return socket.connect({
    host: hostname,
    port,
    lookup: lookUpLoopback,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 60_000,
  });
}

/** `localhost` is `::1`, then `127.0.0.1`, on every host; a probe reaches no other name. */
const lookUpLoopback: LookupFunction = (hostname, options, callback) => {
  if (hostname !== 'localhost' && !hostname.endsWith('.localhost')) {
    const error: NodeJS.ErrnoException = new Error(`getaddrinfo ENOTFOUND ${hostname}`);
    error.code = 'ENOTFOUND';
    process.nextTick(callback, error, []);
    return;
  }
  const addresses = [
    { address: '::1', family: 6 },
    { address: '127.0.0.1', family: 4 },
  ].filter(({ family }) => options.family === undefined || options.family === 0 || options.family === family);
  if (options.all === true) process.nextTick(callback, null, addresses);
  else process.nextTick(callback, null, addresses[0]?.address ?? '', addresses[0]?.family);
};
