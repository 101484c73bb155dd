import { createHash } from 'node:crypto';
import type { ProbeRemark } from '../../src/attempt/protocol.ts';
import type { Direction, Payload, WireEvent } from '../../src/wire/wire-event.ts';

/** One event without what the recorder adds to it. */
export type Happened<E extends WireEvent = WireEvent> = E extends WireEvent ? Omit<E, 'at' | 'virtual'> : never;

const longestPayload = 64 * 1024;
const headLength = 1024;
/** Bytes of traffic that are written out in full in one run; what follows is only measured. */
const fullBytes = 4 * 1024 * 1024;
/** After so many received bytes a run is given up. */
const mostReceived = 32 * 1024 * 1024;

/** Writes wire events and remarks to stdout, in the framing of src/attempt/protocol.ts. */
export class Recorder {
  readonly #nonce: string;
  #began = performance.now();
  #spent = 0;
  #received = 0;
  #connections = 0;
  /** Whether `Date` is under control. */
  virtual = false;

  constructor(nonce: string) {
    this.#nonce = nonce;
  }

  /** Time counts from here. */
  begin(): void {
    this.#began = performance.now();
  }

  nextConnection(): number {
    this.#connections += 1;
    return this.#connections;
  }

  event(event: Happened): void {
    const at = Math.round((performance.now() - this.#began) * 1000) / 1000;
    this.#write({ ...event, at, ...(this.virtual ? { virtual: Date.now() } : {}) });
  }

  bytes(client: string, connection: number, direction: Direction, chunk: Uint8Array): void {
    const gaveUp = this.#received > mostReceived;
    if (direction === 'received') this.#received += chunk.length;
    if (gaveUp) return;
    if (this.#received > mostReceived) this.remark({ kind: 'gave-up', receivedBytes: this.#received });
    else this.event({ kind: 'bytes', client, connection, direction, ...this.#payload(chunk) });
  }

  remark(remark: ProbeRemark): void {
    this.#write(remark);
  }

  /** Ends the process when everything is out. */
  end(): void {
    process.stdout.write('', () => process.exit(0));
  }

  #payload(chunk: Uint8Array): Payload {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (bytes.length <= longestPayload && this.#spent + bytes.length <= fullBytes) {
      this.#spent += bytes.length;
      return { base64: bytes.toString('base64') };
    }
    return {
      length: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      head: bytes.subarray(0, headLength).toString('base64'),
    };
  }

  #write(line: object): void {
    process.stdout.write(`\u001e${this.#nonce}${JSON.stringify(line)}\n`);
  }
}

/** The text or base64 of a message, cut where it is long. */
export function messageData(bytes: Uint8Array, binary: boolean): { data: string; binary: boolean; length?: number } {
  const long = bytes.byteLength > longestPayload;
  const kept = Buffer.from(bytes.buffer, bytes.byteOffset, long ? headLength : bytes.byteLength);
  return { data: kept.toString(binary ? 'base64' : 'utf8'), binary, ...(long ? { length: bytes.byteLength } : {}) };
}
