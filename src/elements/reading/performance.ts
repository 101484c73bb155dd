import type { Exercise } from '../../attempt/programs.ts';
import { runCheck } from '../../attempt/run-check.ts';
import type { Script } from '../../check/protocol.ts';
import type { Sandbox } from '../../sandbox/contract.ts';
import type { Transcript } from '../../wire/wire-event.ts';
import { programs } from '../lab/programs.ts';

const WITHIN_MS = 30_000;

let sandbox: Promise<Sandbox> | undefined;
let before: Promise<unknown> = Promise.resolve();

/** Performs a script against a server in this page's own sandbox, one after another. Rejects with words for a reader where that cannot be. */
export function perform(server: Omit<Exercise, 'programs'>, script: Script): Promise<Transcript> {
  const run = before.then(() => performNow(server, script));
  before = run.catch(() => undefined);
  return run;
}

async function performNow(server: Omit<Exercise, 'programs'>, script: Script): Promise<Transcript> {
  sandbox ??= import('../../sandbox/embedded/frame-sandbox.ts').then(({ openFrameSandbox }) => openFrameSandbox());
  const opened = await sandbox.catch((fault: unknown) => {
    sandbox = undefined;
    throw fault;
  });
  const signal = AbortSignal.timeout(WITHIN_MS);
  const run = await runCheck(opened, { ...server, programs }, script, { signal });
  if (run.kind === 'fault') throw new Error(`${run.fault.message} ${run.fault.hint}`);
  return run.transcript;
}
