import type { Ending } from '../machine/running-process.ts';

// What the page and the sandboxed frame say to each other, over one message port.

/** From the page. Programs are told apart by numbers that the page gives. */
export type ToFrame =
  | { readonly kind: 'mount'; readonly files: Readonly<Record<string, string>> }
  | {
      readonly kind: 'spawn';
      readonly program: number;
      readonly entry: string;
      readonly root: string;
      readonly preload: string | undefined;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'write'; readonly program: number; readonly text: string }
  | { readonly kind: 'taken'; readonly program: number; readonly characters: number }
  | { readonly kind: 'kill'; readonly program: number }
  | { readonly kind: 'ping' };

/** To the page. */
export type FromFrame =
  /** The frame listens, and its first spare thread has booted. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'pong' }
  | { readonly kind: 'output'; readonly program: number; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly kind: 'ended'; readonly program: number; readonly ending: Ending };

/** The only message that the frame takes from its parent: it carries the port. */
export const handshakeMessage = 'handshake:port';
