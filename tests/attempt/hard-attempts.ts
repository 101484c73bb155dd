import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCheck } from '../../src/attempt/run-check.ts';
import { judgeExpectations } from '../../src/check/judge.ts';
import type { Sandbox } from '../../src/sandbox/contract.ts';
import { hardAttempts } from '../fixtures/hard-attempts.ts';
import { programs } from '../fixtures/programs.ts';

/** The hardest attempts, performed and judged on one host. */
export function describeHardAttempts(name: string, open: () => Promise<Sandbox>): void {
  describe(`the hardest attempts on the ${name} host`, () => {
    let sandbox: Sandbox;
    beforeAll(async () => {
      sandbox = await open();
    });
    afterAll(() => sandbox.dispose());

    for (const { title, files, clock = false, script, expect: expectations } of hardAttempts) {
      test(title, async () => {
        const run = await runCheck(sandbox, { files, clock, programs }, script);
        expect(run.kind === 'fault' ? run.fault : 'no fault').toBe('no fault');
        const verdicts = judgeExpectations([...expectations, { expect: 'alive' }], run.transcript);
        expect(verdicts.filter(({ passed }) => !passed)).toEqual([]);
      });
    }
  });
}
