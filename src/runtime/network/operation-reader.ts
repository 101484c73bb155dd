import type { Bytes } from '../realm/binding.ts';
import {
  type FromNetwork,
  familyOf,
  type SocketAddress,
  type StreamOperation,
  type ToNetwork,
} from './network-operation.ts';
import { Buffer, bulk, codes, connectErrors, type OperationBatch } from './operation-batch.ts';

/** What a program asks for. Small bytes are views of the batch. Throws a RangeError for what is no batch of such operations. */
export function readRequests(batch: OperationBatch): readonly ToNetwork[] {
  const reader = new Reader(batch, false);
  const operations: ToNetwork[] = [];
  while (!reader.done) {
    const code = reader.code();
    operations.push(reader.ofStream(code) ?? reader.request(code));
  }
  return operations;
}

/** What the network tells. All bytes have a buffer of their own. Throws a RangeError for what is no batch of such operations. */
export function readReports(batch: OperationBatch): readonly FromNetwork[] {
  const reader = new Reader(batch, true);
  const operations: FromNetwork[] = [];
  while (!reader.done) {
    const code = reader.code();
    const operation = reader.ofStream(code) ?? reader.report(code);
    operations.push(operation);
  }
  return operations;
}

class Reader {
  readonly #bytes: Bytes;
  readonly #view: DataView;
  readonly #bulk: readonly unknown[];
  readonly #copies: boolean;
  #at = 0;
  #nextBulk = 1;

  constructor(batch: OperationBatch, copies: boolean) {
    const first: unknown = batch instanceof Buffer ? batch : batch[0];
    if (!(first instanceof Buffer)) throw new RangeError('expected a buffer of operations, found none');
    this.#bytes = new Uint8Array(first);
    this.#view = new DataView(first);
    this.#bulk = batch instanceof Buffer ? [] : batch;
    this.#copies = copies;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  code(): number {
    return this.#bytes[this.#at++] as number;
  }

  ofStream(code: number): StreamOperation | undefined {
    switch (code) {
      case codes.data:
        return { op: 'data', id: this.#number(), bytes: this.#copies ? this.#content().slice() : this.#content() };
      case bulk:
        return { op: 'data', id: this.#number(), bytes: this.#bulkContent() };
      case codes.credit:
        return { op: 'credit', id: this.#number(), bytes: this.#number() };
      case codes.fin:
        return { op: 'fin', id: this.#number() };
      case codes.rst:
        return { op: 'rst', id: this.#number() };
      default:
        return undefined;
    }
  }

  request(code: number): ToNetwork {
    switch (code) {
      case codes.close:
        return { op: 'close', id: this.#number() };
      case codes.listen:
        return { op: 'listen', listener: this.#number(), ...this.#address() };
      case codes.unlisten:
        return { op: 'unlisten', listener: this.#number() };
      case codes.connect:
        return {
          op: 'connect',
          id: this.#number(),
          ...this.#address(),
          local: this.#number() ? this.#address() : undefined,
        };
      default:
        throw new RangeError(`expected the code of a request, found ${code}`);
    }
  }

  report(code: number): FromNetwork {
    switch (code) {
      case codes.ports:
        return { op: 'ports', first: this.#number() };
      case codes.listeners:
        return { op: 'listeners', taken: this.#taken() };
      case codes.accept: {
        const listener = this.#number();
        return { op: 'accept', listener, id: this.#number(), local: this.#socket(), peer: this.#socket() };
      }
      case codes.connected:
        return { op: 'connected', id: this.#number(), local: this.#socket(), peer: this.#socket() };
      case codes.failed:
        return { op: 'failed', id: this.#number(), error: connectErrors[this.#number()] ?? 'ECONNREFUSED' };
      default:
        throw new RangeError(`expected the code of a report, found ${code}`);
    }
  }

  #taken(): readonly (readonly [string, number])[] {
    const taken: (readonly [string, number])[] = [];
    for (let left = this.#number(); left > 0; left--) {
      const { address, port } = this.#address();
      taken.push([address, port]);
    }
    return taken;
  }

  #socket(): SocketAddress {
    const { address, port } = this.#address();
    return { address, family: familyOf(address), port };
  }

  #address(): { readonly address: string; readonly port: number } {
    const port = this.#number();
    return { address: String.fromCharCode(...this.#content()), port };
  }

  #bulkContent(): Bytes {
    const buffer = this.#bulk[this.#nextBulk++];
    if (!(buffer instanceof Buffer)) throw new RangeError('expected another buffer in the batch, found none');
    return new Uint8Array(buffer);
  }

  #content(): Bytes {
    const length = this.#number();
    const end = this.#at + length;
    if (end > this.#bytes.length)
      throw new RangeError(`expected ${length} bytes, found ${this.#bytes.length - this.#at}`);
    const bytes = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return bytes;
  }

  /** Beyond the end the view throws a RangeError. */
  #number(): number {
    const value = this.#view.getUint32(this.#at, true);
    this.#at += 4;
    return value;
  }
}
