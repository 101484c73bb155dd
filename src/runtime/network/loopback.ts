import {
  type ConnectError,
  clash,
  type FromNetwork,
  familyOf,
  isLocal,
  type SocketAddress,
  type StreamOperation,
  type ToNetwork,
} from './network-operation.ts';
import type { OperationBatch } from './operation-batch.ts';
import { readRequests } from './operation-reader.ts';
import { OperationWriter } from './operation-writer.ts';

/** Sends one batch of operations to a program; its buffer may be transferred. */
export type SendToProgram = (batch: OperationBatch) => void;

/** A program's place in the network. */
export interface Attachment {
  /** Throws a RangeError for what is no batch of requests; then none of them is performed. */
  receive(batch: OperationBatch): void;
  /** The program is gone: its connections are reset, its listeners are forgotten. */
  detach(): void;
}

interface Host {
  readonly send: SendToProgram;
  readonly ends: Map<number, { readonly connection: Connection; readonly side: 0 | 1 }>;
  readonly out: OperationWriter;
}

interface Listener {
  readonly host: Host;
  readonly listener: number;
  readonly address: string;
  readonly port: number;
}

interface End {
  readonly host: Host;
  readonly id: number;
  open: boolean;
  finished: boolean;
}

interface Connection {
  readonly ends: readonly [client: End, server: End];
}

const maximumConnections = 20_000;

/**
 * The virtual loopback network: it knows who listens, joins connections, moves their bytes in order, and resets what a
 * dead program leaves behind. It has no buffers of its own; windows are kept by the two ends.
 */
export class Loopback {
  readonly #hosts = new Set<Host>();
  #listeners: readonly Listener[] = [];
  #connections = 0;
  #hostsSoFar = 0;
  #nextAccepted = 2;
  #nextClientPort = 50_000;

  attach(send: SendToProgram): Attachment {
    const host: Host = { send, ends: new Map(), out: new OperationWriter(true) };
    this.#hosts.add(host);
    this.#tell(host, { op: 'ports', first: 32_768 + ((this.#hostsSoFar++ * 1000) % 16_000) });
    this.#tell(host, { op: 'listeners', taken: this.#takenFor(host) });
    this.#flush();
    return {
      receive: (batch) => {
        for (const operation of readRequests(batch)) this.#perform(host, operation);
        this.#flush();
      },
      detach: () => {
        this.#detach(host);
        this.#flush();
      },
    };
  }

  /** Whether a program listens on the port, on any address. */
  isTaken(port: number): boolean {
    return this.#listeners.some((listener) => listener.port === port);
  }

  #perform(host: Host, operation: ToNetwork): void {
    switch (operation.op) {
      case 'listen': {
        const { listener, address, port } = operation;
        this.#setListeners([...this.#listeners, { host, listener, address, port }], host);
        return;
      }
      case 'unlisten':
        this.#setListeners(
          this.#listeners.filter((known) => known.host !== host || known.listener !== operation.listener),
          host,
        );
        return;
      case 'connect':
        this.#connect(host, operation);
        return;
      default:
        this.#move(host, operation);
    }
  }

  #connect(host: Host, { id, address, port, local }: ToNetwork & { op: 'connect' }): void {
    const wanted = address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address;
    const mapped = wanted.replace(/^::ffff:/i, '');
    const listener = this.#listeners.find((known) => known.port === port && accepts(known.address, mapped));
    const error = this.#whyNot(address, listener);
    if (error !== undefined || !listener) {
      this.#tell(host, { op: 'failed', id, error: error ?? 'ECONNREFUSED' });
      return;
    }
    const accepted = this.#nextAccepted;
    this.#nextAccepted += 2;
    const client = socketAddress(local?.address ?? wanted, local?.port || this.#clientPort());
    const server = socketAddress(wanted, port);
    const connection: Connection = { ends: [end(host, id), end(listener.host, accepted)] };
    this.#connections++;
    host.ends.set(id, { connection, side: 0 });
    listener.host.ends.set(accepted, { connection, side: 1 });
    const dual = listener.address === '::';
    this.#tell(listener.host, {
      op: 'accept',
      listener: listener.listener,
      id: accepted,
      local: dual ? asMapped(server) : server,
      peer: dual ? asMapped(client) : client,
    });
    this.#tell(host, { op: 'connected', id, local: client, peer: server });
  }

  #whyNot(address: string, listener: Listener | undefined): ConnectError | undefined {
    if (!isLocal(address)) return 'ENETUNREACH';
    if (!listener) return 'ECONNREFUSED';
    return this.#connections >= maximumConnections ? 'EMFILE' : undefined;
  }

  #clientPort(): number {
    const port = this.#nextClientPort++;
    if (this.#nextClientPort > 65_535) this.#nextClientPort = 50_000;
    return port;
  }

  #move(host: Host, operation: StreamOperation<Uint8Array> | (ToNetwork & { op: 'close' })): void {
    const found = host.ends.get(operation.id);
    if (!found) {
      // Bytes for a connection that was reset meanwhile; Linux answers with RST.
      if (operation.op === 'data') this.#tell(host, { op: 'rst', id: operation.id });
      return;
    }
    const { connection, side } = found;
    const own = connection.ends[side];
    const peer = connection.ends[side === 0 ? 1 : 0];
    switch (operation.op) {
      case 'data':
        if (peer.open) this.#tell(peer.host, { op: 'data', id: peer.id, bytes: operation.bytes });
        else this.#refuseBytes(connection, side);
        return;
      case 'credit':
        if (peer.open) this.#tell(peer.host, { op: 'credit', id: peer.id, bytes: operation.bytes });
        return;
      case 'fin':
        this.#finish(own, peer);
        return;
      case 'close':
        own.open = false;
        host.ends.delete(own.id);
        this.#finish(own, peer);
        if (!peer.open) this.#connections--;
        return;
      case 'rst':
        this.#reset(connection, side);
        return;
    }
  }

  #finish(own: End, peer: End): void {
    if (own.finished) return;
    own.finished = true;
    if (peer.open) this.#tell(peer.host, { op: 'fin', id: peer.id });
  }

  /** The other side has closed its socket: what is still sent to it is answered with RST. */
  #refuseBytes(connection: Connection, side: 0 | 1): void {
    const own = connection.ends[side];
    own.open = false;
    own.host.ends.delete(own.id);
    this.#connections--;
    this.#tell(own.host, { op: 'rst', id: own.id });
  }

  #reset(connection: Connection, side: 0 | 1): void {
    const own = connection.ends[side];
    const peer = connection.ends[side === 0 ? 1 : 0];
    own.open = false;
    own.host.ends.delete(own.id);
    this.#connections--;
    if (!peer.open) return;
    peer.open = false;
    peer.host.ends.delete(peer.id);
    this.#tell(peer.host, { op: 'rst', id: peer.id });
  }

  #detach(host: Host): void {
    this.#hosts.delete(host);
    for (const { connection, side } of [...host.ends.values()]) this.#reset(connection, side);
    const left = this.#listeners.filter((listener) => listener.host !== host);
    if (left.length !== this.#listeners.length) this.#setListeners(left, host);
  }

  #setListeners(listeners: readonly Listener[], by: Host): void {
    this.#listeners = listeners;
    for (const host of this.#hosts) {
      if (host !== by) this.#tell(host, { op: 'listeners', taken: this.#takenFor(host) });
    }
  }

  #takenFor(host: Host): readonly (readonly [string, number])[] {
    return this.#listeners
      .filter((listener) => listener.host !== host)
      .map(({ address, port }) => [address, port] as const);
  }

  #tell(host: Host, operation: FromNetwork | StreamOperation<Uint8Array>): void {
    host.out.write(operation);
  }

  #flush(): void {
    for (const host of this.#hosts) {
      if (!host.out.empty) host.send(host.out.take());
    }
  }
}

function accepts(listening: string, wanted: string): boolean {
  return listening === wanted || (clash(listening, wanted) && (listening === '::' || listening === '0.0.0.0'));
}

function end(host: Host, id: number): End {
  return { host, id, open: true, finished: false };
}

function socketAddress(address: string, port: number): SocketAddress {
  return { address, family: familyOf(address), port };
}

/** How an IPv4 address looks on a dual-stack socket (RFC 4291 §2.5.5.2). */
function asMapped({ address, port }: SocketAddress): SocketAddress {
  return socketAddress(address.includes(':') ? address : `::ffff:${address}`, port);
}
