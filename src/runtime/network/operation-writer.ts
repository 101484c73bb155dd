import type { Bytes } from '../realm/binding.ts';
import type { FromNetwork, ToNetwork } from './network-operation.ts';
import { Buffer, bulk, codes, connectErrors, type OperationBatch } from './operation-batch.ts';

const usualCapacity = 4096;
const keptCapacity = 1 << 18;
/** From here on bytes travel in a buffer of their own. */
const bulkBytes = 4096;

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

  write(operation: ToNetwork | FromNetwork): void {
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
