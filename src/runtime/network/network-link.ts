import type { EventLoop } from '../realm/event-loop.ts';
import {
  clash,
  type FromNetwork,
  type SocketAddress,
  type StreamOperation,
  type ToNetwork,
} from './network-operation.ts';
import type { OperationBatch } from './operation-batch.ts';
import { readReports } from './operation-reader.ts';
import { OperationWriter } from './operation-writer.ts';

/** Sends a batch of operations to the network; its buffer may be transferred. */
export type SendToNetwork = (batch: OperationBatch) => void;

/** What a connection is told; `bindings/tcp-handle.ts` is the one that listens. */
export interface ConnectionEnd {
  connected(local: SocketAddress, peer: SocketAddress): void;
  failed(error: FromNetwork & { op: 'failed' }): void;
  received(operation: StreamOperation): void;
}

/** What a listening socket is told. */
export interface ListeningEnd {
  readonly address: string;
  readonly port: number;
  accepted(id: number, local: SocketAddress, peer: SocketAddress): void;
}

/** Small reads of one connection are joined up to this size, as a socket's buffer joins segments. */
const readBytes = 65_536;

/** A program's side of the virtual network: batches what it sends, and takes in what arrives one callback a task. */
export class NetworkLink {
  readonly connections = new Map<number, ConnectionEnd>();
  readonly listeners = new Map<number, ListeningEnd>();
  readonly #loop: EventLoop;
  readonly #send: SendToNetwork;
  #taken: readonly (readonly [string, number])[] = [];
  #nextPort = 32_768;
  #nextConnection = 1;
  #nextListener = 1;
  readonly #out = new OperationWriter(false);
  #in: FromNetwork[] = [];
  #pumping = false;

  constructor(loop: EventLoop, send: SendToNetwork) {
    this.#loop = loop;
    this.#send = send;
  }

  /** Whether operations have arrived that the program has not seen. */
  get pending(): boolean {
    return this.#in.length > 0;
  }

  newConnection(): number {
    const id = this.#nextConnection;
    this.#nextConnection += 2;
    return id;
  }

  newListener(): number {
    return this.#nextListener++;
  }

  /** Whether somebody, here or in another program, listens where this address and port would. */
  isTaken(address: string, port: number): boolean {
    if (this.#taken.some(([known, on]) => on === port && clash(known, address))) return true;
    for (const known of this.listeners.values()) {
      if (known.port === port && clash(known.address, address)) return true;
    }
    return false;
  }

  /** A port for a socket that asks for any. */
  freePort(address: string): number {
    for (;;) {
      const port = this.#nextPort++;
      if (this.#nextPort > 49_999) this.#nextPort = 32_768;
      if (!this.isTaken(address, port)) return port;
    }
  }

  /** Sends an operation, with all others of the same task, in order. Bytes are copied at once. */
  send(operation: ToNetwork): void {
    if (this.#out.empty) this.#loop.platform.queueMicrotask(() => this.flush());
    this.#out.write(operation);
  }

  flush(): void {
    if (!this.#out.empty) this.#send(this.#out.take());
  }

  receive(batch: OperationBatch): void {
    this.#in.push(...readReports(batch));
    if (this.#pumping) return;
    this.#pumping = true;
    this.#pump();
  }

  /** One callback a task: ticks and promise jobs run between two of them, as between libuv's callbacks. */
  #pump(): void {
    const operation = this.#next();
    if (operation) this.#loop.enter(() => this.#deliver(operation));
    if (this.#in.length > 0) {
      this.#loop.platform.macrotask(() => this.#pump());
      return;
    }
    this.#pumping = false;
    this.#loop.checkIdle();
  }

  #next(): FromNetwork | undefined {
    const first = this.#in.shift();
    if (first?.op !== 'data') return first;
    let length = first.bytes.length;
    const more: (typeof first)[] = [];
    for (const next of this.#in) {
      if (next.op !== 'data' || next.id !== first.id || length + next.bytes.length > readBytes) break;
      length += next.bytes.length;
      more.push(next);
    }
    if (more.length === 0) return first;
    this.#in.splice(0, more.length);
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const part of [first, ...more]) {
      bytes.set(part.bytes, at);
      at += part.bytes.length;
    }
    return { op: 'data', id: first.id, bytes };
  }

  #deliver(operation: FromNetwork): void {
    switch (operation.op) {
      case 'ports':
        this.#nextPort = operation.first;
        return;
      case 'listeners':
        this.#taken = operation.taken;
        return;
      case 'accept': {
        const listener = this.listeners.get(operation.listener);
        if (listener) listener.accepted(operation.id, operation.local, operation.peer);
        else this.send({ op: 'rst', id: operation.id });
        return;
      }
      case 'connected':
        this.connections.get(operation.id)?.connected(operation.local, operation.peer);
        return;
      case 'failed':
        this.connections.get(operation.id)?.failed(operation);
        return;
      default:
        this.#deliverToConnection(operation);
    }
  }

  #deliverToConnection(operation: StreamOperation): void {
    const connection = this.connections.get(operation.id);
    if (connection) connection.received(operation);
    else if (operation.op === 'data') this.send({ op: 'rst', id: operation.id });
  }
}
