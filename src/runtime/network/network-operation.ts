import type { Bytes } from '../realm/binding.ts';

/** One end of a TCP connection, as `getsockname` and `getpeername` give it. */
export interface SocketAddress {
  readonly address: string;
  readonly family: 'IPv4' | 'IPv6';
  readonly port: number;
}

/** Why a connection could not be made: a name of libuv's errors. */
export type ConnectError = 'ECONNREFUSED' | 'ENETUNREACH' | 'EMFILE' | 'EADDRNOTAVAIL';

/**
 * What a program asks of the network. Connections that a program opens have odd numbers, those that it accepts have even
 * ones; listeners have numbers of their own.
 */
export type ToNetwork =
  | { readonly op: 'listen'; readonly listener: number; readonly address: string; readonly port: number }
  | { readonly op: 'unlisten'; readonly listener: number }
  | {
      readonly op: 'connect';
      readonly id: number;
      readonly address: string;
      readonly port: number;
      readonly local: { readonly address: string; readonly port: number } | undefined;
    }
  | StreamOperation<Uint8Array>
  | { readonly op: 'close'; readonly id: number };

/** What the network tells a program. */
export type FromNetwork =
  /** The first port that this program gives to its own sockets. */
  | { readonly op: 'ports'; readonly first: number }
  /** Where other programs listen now. */
  | { readonly op: 'listeners'; readonly taken: readonly (readonly [address: string, port: number])[] }
  | {
      readonly op: 'accept';
      readonly listener: number;
      readonly id: number;
      readonly local: SocketAddress;
      readonly peer: SocketAddress;
    }
  | { readonly op: 'connected'; readonly id: number; readonly local: SocketAddress; readonly peer: SocketAddress }
  | { readonly op: 'failed'; readonly id: number; readonly error: ConnectError }
  | StreamOperation;

/** What travels on a connection, in both directions alike. `credit` gives back that many bytes of the window. */
export type StreamOperation<Content extends Uint8Array = Bytes> =
  | { readonly op: 'data'; readonly id: number; readonly bytes: Content }
  | { readonly op: 'credit'; readonly id: number; readonly bytes: number }
  | { readonly op: 'fin'; readonly id: number }
  | { readonly op: 'rst'; readonly id: number };

/** Bytes that may be on their way in one direction of a connection before the sender has to wait. */
export const windowBytes = 1 << 20;

/** Whether an address belongs to this network: loopback, or the wildcard that stands for it. */
export function isLocal(address: string): boolean {
  return /^127\.|^0\.0\.0\.0$|^::1?$|^::ffff:127\./i.test(address);
}

/** Whether two listeners on one port would take the same connections (dual-stack sockets, as on Linux). */
export function clash(a: string, b: string): boolean {
  if (a === b || a === '::' || b === '::') return true;
  return (a === '0.0.0.0' && !b.includes(':')) || (b === '0.0.0.0' && !a.includes(':'));
}

export function familyOf(address: string): 'IPv4' | 'IPv6' {
  return address.includes(':') ? 'IPv6' : 'IPv4';
}
