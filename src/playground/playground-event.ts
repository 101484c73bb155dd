import type { AttemptFault } from '../attempt/faults.ts';
import type { ServerEnd } from '../attempt/server-run.ts';
import type { Files } from '../files/files.ts';
import type { Output } from '../sandbox/contract.ts';
import type { WireEvent } from '../wire/wire-event.ts';

/** Everything that can happen to a playground. `run` tells late words of a server that was given up. */
export type PlaygroundEvent =
  /** Starts the server on these files; where one runs, that one ends first. */
  | { readonly kind: 'run-asked'; readonly files: Files }
  | { readonly kind: 'stop-asked' }
  | { readonly kind: 'came-up'; readonly run: number }
  | { readonly kind: 'printed'; readonly run: number; readonly output: readonly Output[] }
  | { readonly kind: 'happened'; readonly run: number; readonly events: readonly WireEvent[] }
  | { readonly kind: 'step-asked'; readonly run: number }
  | { readonly kind: 'step-ended'; readonly run: number; readonly fault: AttemptFault | null }
  | { readonly kind: 'server-ended'; readonly run: number; readonly end: ServerEnd }
  /** Nothing of the run is left: it was asked to end, or a fault ended it. */
  | { readonly kind: 'went-down'; readonly run: number; readonly fault: AttemptFault | null };
