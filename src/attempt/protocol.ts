import type { WireEvent } from '../wire/wire-event.ts';

/**
 * What the programs of an attempt say, and the one file that both sides share. A line is part of a JSON text sequence (RFC 7464):
 * RECORD SEPARATOR (U+001E), the nonce that the program was given in `HANDSHAKE_NONCE`, JSON, LINE FEED. The nonce tells lines of
 * the programs from what else is printed; server and probe have different ones, and only the probe's output is read for events.
 *
 * What they are told is one line each on stdin. Probe: `ahead <ms>`, `start`, `quit`, `tick <ms>`, `ticked`, and in live mode a step as JSON.
 * Harness: `ping`, `tick <ms>`.
 */
export type ProbeLine = WireEvent | ProbeRemark;

/** What a probe says beside wire events: to whoever started it, not to the transcript. */
export type ProbeRemark =
  /** A step wants the clock moved: first the server's, then this one's, by `tick`s; then `ticked` lets the step end. */
  | { readonly kind: 'wants-clock'; readonly ms: number }
  /** One `tick` has been obeyed. */
  | { readonly kind: 'ticked' }
  /** In live mode: one step has ended. */
  | { readonly kind: 'performed' }
  /** The script cannot be performed: its author's fault. */
  | { readonly kind: 'failed'; readonly message: string }
  /** The server sent more than a probe takes. */
  | { readonly kind: 'gave-up'; readonly receivedBytes: number };

/** What the harness reports of the server that it was started before. */
export type HarnessLine =
  | { readonly kind: 'listening'; readonly address: string; readonly port: number }
  /** An error that nobody caught: the process is about to end. `port` where a port is what it was about. */
  | {
      readonly kind: 'uncaught';
      readonly name: string;
      readonly message: string;
      readonly code?: string;
      readonly port?: number;
    }
  | { readonly kind: 'ticked' }
  /** Its event loop came round; its clock is so many milliseconds ahead of the machine's. */
  | { readonly kind: 'pong'; readonly ahead: number };
