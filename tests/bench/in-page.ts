import type { Exercise } from '../../src/attempt/programs.ts';
import { runCheck } from '../../src/attempt/run-check.ts';
import type { Check } from '../../src/check/check.ts';
import { judgeCheck } from '../../src/check/judge.ts';
import type { Sandbox } from '../../src/sandbox/contract.ts';
import { openFrameSandbox } from '../../src/sandbox/embedded/frame-sandbox.ts';
import { SandboxInPage } from '../runtime/sandbox-in-page.ts';

/** One check on one server, as the lab tries it. */
export interface Task {
  readonly exercise: Exercise;
  readonly check: Check;
}

/** Milliseconds since the page began to be opened. */
export interface ColdBoot {
  readonly ready: number;
  readonly verdict: number;
}

declare global {
  interface Window {
    /** Put there before the page's own script: then the page boots and judges by itself. */
    coldTask?: Task;
    coldBoot?: Promise<ColdBoot>;
    /** Milliseconds from the edit to the verdict, in a sandbox that stays. */
    editToVerdict(task: Task): Promise<number>;
  }
}

let warm: Promise<Sandbox> | undefined;

window.sandboxInPage = new SandboxInPage(openFrameSandbox);
window.editToVerdict = async (task) => {
  warm ??= openFrameSandbox();
  const sandbox = await warm;
  const begun = performance.now();
  await judge(sandbox, task);
  return performance.now() - begun;
};
if (window.coldTask) window.coldBoot = bootCold(window.coldTask);

async function bootCold(task: Task): Promise<ColdBoot> {
  const sandbox = await openFrameSandbox();
  const ready = performance.now();
  await judge(sandbox, task);
  return { ready, verdict: performance.now() };
}

/** Throws when there is no verdict, or not the one that is due. */
async function judge(sandbox: Sandbox, { exercise, check }: Task): Promise<void> {
  const run = await runCheck(sandbox, exercise, check.script);
  if (run.kind === 'fault') throw new Error(`expected a verdict, found the fault ${run.fault.kind}`);
  if (!judgeCheck(check, run.transcript).passed) throw new Error(`expected the check ${check.id} to pass`);
}
