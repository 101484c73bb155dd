import type { Script } from '../check/protocol.ts';
import { type Output, type Sandbox, SandboxFault } from '../sandbox/contract.ts';
import type { Transcript } from '../wire/wire-event.ts';
import * as faults from './faults.ts';
import { type Listeners, orAborted, type Pair, startPair } from './pair.ts';
import type { Exercise } from './programs.ts';
import type { ServerEnd } from './server-run.ts';

/** How long a server may take to listen, and a script to be performed, in milliseconds of real time. */
export interface Limits {
  readonly listening: number;
  readonly script: number;
}

const usual: Limits = { listening: 8000, script: 60_000 };

/** What became of one script: everything that happened, or why it could not be performed. */
export type CheckRun =
  | {
      readonly kind: 'transcript';
      readonly transcript: Transcript;
      readonly output: readonly Output[];
      /** How the server ended, when it did so before the script was over: an observation, not a fault. */
      readonly serverEnd?: ServerEnd;
    }
  | {
      readonly kind: 'fault';
      readonly fault: faults.AttemptFault;
      /** What happened up to then. */
      readonly transcript: Transcript;
      readonly output: readonly Output[];
    };

/**
 * Performs one script against a fresh server: mounts both programs, waits until the server listens, lets the probe begin, and ends
 * both when it is done. Rejects only with the reason of `signal`, or with a bug.
 */
export async function runCheck(
  sandbox: Sandbox,
  exercise: Exercise,
  script: Script,
  listeners: Listeners = {},
  limits: Partial<Limits> = {},
): Promise<CheckRun> {
  const { signal } = listeners;
  signal?.throwIfAborted();
  let pair: Pair | undefined;
  try {
    pair = await startPair(sandbox, exercise, { argument: 'script.json', script: JSON.stringify(script) }, listeners);
    return await orAborted(perform(pair, { ...usual, ...limits }), signal);
  } catch (error) {
    if (!(error instanceof SandboxFault)) throw error;
    return {
      kind: 'fault',
      fault: faults.sandboxFault(error),
      transcript: pair?.probe.transcript ?? [],
      output: pair?.server.output.all ?? [],
    };
  } finally {
    await pair?.stop();
  }
}

async function perform({ server, probe, ready }: Pair, limits: Limits): Promise<CheckRun> {
  const fault = (await ready(limits.listening)) ?? probe.fault ?? (await performed());
  const { transcript } = probe;
  const output = server.output.all;
  if (fault !== undefined) return { kind: 'fault', fault, transcript, output };
  return { kind: 'transcript', transcript, output, ...(server.end === undefined ? {} : { serverEnd: server.end }) };

  async function performed(): Promise<faults.AttemptFault | undefined> {
    void server.ended(limits.script).then((end) => {
      if (end !== undefined && 'fault' in end.exit) probe.giveUp(faults.sandboxFault(end.exit.fault));
    });
    await probe.start();
    const found = await probe.done(limits.script);
    if (found !== undefined) return found;
    const lived = probe.transcript.some((event) => event.kind === 'alive' && event.alive);
    if (lived) return undefined;
    // A server that does not answer has ended, which its transcript shows, or is stuck, which no transcript can tell from slowness.
    const stuck = server.end === undefined && !(await server.responds()) && server.end === undefined;
    return stuck ? faults.unresponsive() : undefined;
  }
}
