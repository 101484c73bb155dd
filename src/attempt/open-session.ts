import type { Step } from '../check/protocol.ts';
import { type Output, type Sandbox, SandboxFault } from '../sandbox/contract.ts';
import * as faults from './faults.ts';
import { type Listeners, orAborted, type Pair, startPair } from './pair.ts';
import type { Exercise } from './programs.ts';
import type { ServerEnd } from './server-run.ts';

/** A server that stays up, and a probe that makes connections to it by hand. */
export interface Session {
  /** Performs one step after those before it. Resolves when it has ended, or to why it cannot be performed. */
  perform(step: Step): Promise<faults.AttemptFault | undefined>;
  /** Resolves when the server has ended by itself. */
  readonly serverEnded: Promise<ServerEnd>;
  /** Ends server and probe. */
  close(): Promise<void>;
}

export type Opened =
  | { readonly kind: 'open'; readonly session: Session }
  | { readonly kind: 'fault'; readonly fault: faults.AttemptFault; readonly output: readonly Output[] };

const listening = 8000;
const step = 60_000;
const untilClosed = 2 ** 31 - 1;

/** Starts a server and a live probe. The signal ends an opening and, later, the session. Rejects only with the reason of `signal`, or with a bug. */
export async function openSession(sandbox: Sandbox, exercise: Exercise, listeners: Listeners = {}): Promise<Opened> {
  const { signal } = listeners;
  signal?.throwIfAborted();
  let pair: Pair | undefined;
  try {
    pair = await startPair(sandbox, exercise, { argument: '--live' }, listeners);
    const fault = await orAborted(pair.ready(listening), signal);
    if (fault === undefined) return { kind: 'open', session: sessionOf(pair, signal) };
    await pair.stop();
    return { kind: 'fault', fault, output: pair.server.output.all };
  } catch (error) {
    await pair?.stop();
    if (!(error instanceof SandboxFault)) throw error;
    return { kind: 'fault', fault: faults.sandboxFault(error), output: pair?.server.output.all ?? [] };
  }
}

function sessionOf({ server, probe, stop }: Pair, signal: AbortSignal | undefined): Session {
  signal?.addEventListener('abort', () => void stop(), { once: true });
  return {
    perform: (wanted) => probe.perform(wanted, step),
    serverEnded: new Promise((resolve) => {
      void server.ended(untilClosed).then((end) => {
        if (end !== undefined) resolve(end);
      });
    }),
    close: stop,
  };
}
