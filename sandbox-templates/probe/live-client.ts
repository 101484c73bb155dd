import type { Happenings } from './happenings.ts';
import type { Made } from './values.ts';

/** A client of a script while it runs. What goes wrong on its connection is an event, never an exception of these. */
export interface LiveClient {
  readonly seen: Happenings;
  /** Resolves when the opening handshake is open, refused with its whole answer, or failed. */
  readonly settled: Promise<void>;
  send(message: Made): void;
  /** Below the framing: as they are. */
  sendBytes(bytes: Buffer): void;
  /** In one TCP segment, as far as they fit. */
  sendTogether(messages: readonly Made[]): void;
  ping(): void;
  close(code?: number, reason?: string): void;
  /** TCP reset. */
  drop(): void;
  /** Ping, and whether its pong came: then whatever was sent before has been handled by the other side's socket. */
  barrier(withinMs: number): Promise<boolean>;
}
