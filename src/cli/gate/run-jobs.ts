import type { AttemptFault } from '../../attempt/faults.ts';
import type { Programs } from '../../attempt/programs.ts';
import { runCheck } from '../../attempt/run-check.ts';
import { judgeExpectations } from '../../check/judge.ts';
import type { Verdict } from '../../check/verdict.ts';
import type { Sandbox } from '../../sandbox/contract.ts';
import type { Transcript } from '../../wire/wire-event.ts';
import type { Job } from './jobs.ts';

/** What came of a job. */
export type Outcome =
  | {
      readonly job: Job;
      readonly kind: 'judged';
      readonly passed: boolean;
      readonly verdicts: readonly Verdict[];
      readonly transcript: Transcript;
      /** The `ReferenceError` of which the server died, where it did. */
      readonly missingName?: string;
    }
  | { readonly job: Job; readonly kind: 'fault'; readonly fault: AttemptFault };

export interface Running {
  /** How many sandboxes work side by side. */
  readonly workers: number;
  readonly openSandbox: () => Promise<Sandbox>;
  readonly programs: Programs;
  readonly signal?: AbortSignal;
  readonly onOutcome?: (outcome: Outcome) => void;
}

/** Runs jobs, each against a fresh server; outcomes are in the order of the jobs. Rejects only with the reason of `signal`, or with a bug. */
export async function runJobs(jobs: readonly Job[], running: Running): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = [...jobs.entries()];
  const work = async () => {
    const sandbox = await running.openSandbox();
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [index, job] = next;
        const outcome = await runJob(job, sandbox, running);
        outcomes[index] = outcome;
        running.onOutcome?.(outcome);
      }
    } catch (error) {
      waiting.length = 0;
      throw error;
    } finally {
      await sandbox.dispose();
    }
  };
  const settled = await Promise.allSettled(Array.from({ length: Math.min(running.workers, jobs.length) }, work));
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return outcomes;
}

async function runJob(job: Job, sandbox: Sandbox, { programs, signal }: Running): Promise<Outcome> {
  const { files, entry, clock, script, expect } = job;
  const run = await runCheck(
    sandbox,
    { files, entry, clock, programs },
    script,
    signal === undefined ? {} : { signal },
  );
  if (run.kind === 'fault') return { job, kind: 'fault', fault: run.fault };
  const verdicts = judgeExpectations(expect, run.transcript);
  const threw = run.serverEnd?.threw;
  return {
    job,
    kind: 'judged',
    passed: verdicts.every(({ passed }) => passed),
    verdicts,
    transcript: run.transcript,
    ...(threw?.startsWith('ReferenceError') && { missingName: threw }),
  };
}
