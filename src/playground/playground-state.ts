import type { AttemptFault } from '../attempt/faults.ts';
import type { ServerEnd } from '../attempt/server-run.ts';
import type { Files } from '../files/files.ts';
import { type ConsoleLog, emptyConsole } from '../lab/console-log.ts';
import type { Transcript } from '../wire/wire-event.ts';

/** A server that stays up, and everything that was tried on it by hand. `next` is the only thing that makes another one of it. */
export interface PlaygroundState {
  readonly life: Life;
  /** How many servers were started: the number of the last one. */
  readonly runs: number;
  /** The files that the last server was started with. */
  readonly ran: Files | null;
  /** What happened on the last server, from its start on. */
  readonly transcript: Transcript;
  readonly console: ConsoleLog;
  /** Steps that were asked for and have not ended. */
  readonly pending: number;
  /** Why the last step could not be performed. */
  readonly refusal: AttemptFault | null;
}

/** `stopping` lies between asking a server to end and its end: no other one starts before that. */
export type Life =
  | { readonly kind: 'down' }
  | { readonly kind: 'starting'; readonly run: number }
  | { readonly kind: 'up'; readonly run: number }
  | { readonly kind: 'stopping'; readonly run: number; readonly wants: 'stop' | 'run' }
  /** It ended by itself. */
  | { readonly kind: 'ended'; readonly end: ServerEnd }
  | { readonly kind: 'broken'; readonly fault: AttemptFault };

export const untouched: PlaygroundState = {
  life: { kind: 'down' },
  runs: 0,
  ran: null,
  transcript: [],
  console: emptyConsole,
  pending: 0,
  refusal: null,
};

/** The number of the server that is there, or on its way in or out; `null` when there is none. */
export function serverThere(life: Life): number | null {
  switch (life.kind) {
    case 'starting':
    case 'up':
    case 'stopping':
      return life.run;
    case 'down':
    case 'ended':
    case 'broken':
      return null;
  }
}
