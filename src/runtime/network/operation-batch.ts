import type { Bytes } from '../realm/binding.ts';
import {
  type ConnectError,
  type FromNetwork,
  familyOf,
  type SocketAddress,
  type StreamOperation,
  type ToNetwork,
} from './network-operation.ts';

/**
 * Operations on their way between two threads: one buffer for all of a task, and behind it those of bulky bytes, which are handed
 * over and not copied. What has structure costs engines many times what a buffer costs, to write and to read. Each operation is
 * its code, then its numbers (32 bits, little-endian), texts and bytes with their length before them.
 */
export type OperationBatch = ArrayBuffer | readonly ArrayBuffer[];

type Operation = ToNetwork | FromNetwork;
type Op = Operation['op'];

const codes: Readonly<Record<Op, number>> = {
  data: 1,
  credit: 2,
  fin: 3,
  rst: 4,
  close: 5,
  listen: 6,
  unlisten: 7,
  connect: 8,
  ports: 9,
  listeners: 10,
  accept: 11,
  connected: 12,
  failed: 13,
};
/** As `data`, but the bytes are the next buffer of the batch. */
const bulk = 14;
const connectErrors: readonly ConnectError[] = ['ECONNREFUSED', 'ENETUNREACH', 'EMFILE', 'EADDRNOTAVAIL'];
const usualCapacity = 4096;
const keptCapacity = 1 << 18;
/** Small buffers are cheaper to copy than to hand over. */
const copiedBytes = 512;
/** From here on bytes travel in a buffer of their own. */
const bulkBytes = 4096;

/** Whether a message is a batch, whatever is in it. */
export function isBatch(message: unknown): message is OperationBatch {
  return message instanceof Buffer || Array.isArray(message);
}

// A program may put something else in the place of the global.
const Buffer = globalThis.ArrayBuffer;

/** The buffers that a message with this batch should hand over. */
export function transferOf(batch: OperationBatch): readonly ArrayBuffer[] {
  if (!(batch instanceof Buffer)) return batch;
  return batch.byteLength > copiedBytes ? [batch] : [];
}

/** Collects operations. What they carry is copied at once, but bulky buffers of a writer that may take them. */
export class OperationWriter {
  readonly #takesBuffers: boolean;
  #bulk: ArrayBuffer[] = [];
  #bytes: Bytes = new Uint8Array(usualCapacity);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  constructor(takesBuffers: boolean) {
    this.#takesBuffers = takesBuffers;
  }

  get empty(): boolean {
    return this.#length === 0;
  }

  /** All that was written since the last time. */
  take(): OperationBatch {
    const batch = this.#bytes.buffer.slice(0, this.#length);
    this.#length = 0;
    if (this.#bytes.length > keptCapacity) this.#grow(0);
    if (this.#bulk.length === 0) return batch;
    const all = [batch, ...this.#bulk];
    this.#bulk = [];
    return all;
  }

  write(operation: Operation): void {
    this.#reserve(1);
    const isBulk = operation.op === 'data' && operation.bytes.length >= bulkBytes;
    this.#bytes[this.#length++] = isBulk ? bulk : codes[operation.op];
    switch (operation.op) {
      case 'data':
        this.#number(operation.id);
        if (isBulk) this.#bulk.push(this.#bufferOf(operation.bytes));
        else this.#content(operation.bytes);
        return;
      case 'credit':
        this.#number(operation.id);
        this.#number(operation.bytes);
        return;
      case 'fin':
      case 'rst':
      case 'close':
        this.#number(operation.id);
        return;
      case 'listen':
        this.#number(operation.listener);
        this.#address(operation);
        return;
      case 'unlisten':
        this.#number(operation.listener);
        return;
      case 'connect':
        this.#number(operation.id);
        this.#address(operation);
        this.#number(operation.local ? 1 : 0);
        if (operation.local) this.#address(operation.local);
        return;
      case 'ports':
        this.#number(operation.first);
        return;
      case 'listeners':
        this.#number(operation.taken.length);
        for (const [address, port] of operation.taken) this.#address({ address, port });
        return;
      case 'accept':
        this.#number(operation.listener);
        this.#number(operation.id);
        this.#address(operation.local);
        this.#address(operation.peer);
        return;
      case 'connected':
        this.#number(operation.id);
        this.#address(operation.local);
        this.#address(operation.peer);
        return;
      case 'failed':
        this.#number(operation.id);
        this.#number(connectErrors.indexOf(operation.error));
        return;
    }
  }

  #number(value: number): void {
    this.#reserve(4);
    this.#view.setUint32(this.#length, value, true);
    this.#length += 4;
  }

  #address({ address, port }: { readonly address: string; readonly port: number }): void {
    this.#number(port);
    this.#number(address.length);
    this.#reserve(address.length);
    // Addresses are ASCII.
    for (let i = 0; i < address.length; i++) this.#bytes[this.#length++] = address.charCodeAt(i);
  }

  #bufferOf(bytes: Uint8Array): ArrayBuffer {
    const { buffer, length } = bytes;
    const isWhole = buffer instanceof Buffer && buffer.byteLength === length;
    return this.#takesBuffers && isWhole ? buffer : new Uint8Array(bytes).buffer;
  }

  #content(bytes: Uint8Array): void {
    this.#number(bytes.length);
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #reserve(count: number): void {
    if (this.#length + count > this.#bytes.length) this.#grow(this.#length + count);
  }

  #grow(needed: number): void {
    const bytes = new Uint8Array(Math.max(usualCapacity, needed * 2));
    bytes.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer);
  }
}

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
