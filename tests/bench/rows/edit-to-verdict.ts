import { runCheck } from '../../../src/attempt/run-check.ts';
import { judgeCheck } from '../../../src/check/judge.ts';
import { inTurn } from '../rounds.ts';
import type { Row } from '../row.ts';
import { edited, readTask } from '../task.ts';

/** What a learner waits for after an edit: compile, start server and probe, listen, connect, judge, end both. */
export const editToVerdictRows: readonly Row[] = [
  {
    name: 'edit → verdict',
    unit: 'ms',
    aim: { of: 'time', atMost: 0.6 },
    why: 'both programs and the spare threads that are booted for the next run share few cores',
    async measure(bench) {
      const task = await readTask();
      const native = await bench.openNative();
      const page = await bench.openPage();
      await page.goto(await bench.startFramePage());
      let edits = 0;
      return inTurn(
        bench.rounds,
        async () => {
          const { exercise, check } = edited(task, ++edits);
          const begun = performance.now();
          const run = await runCheck(native, exercise, check.script);
          if (run.kind === 'fault' || !judgeCheck(check, run.transcript).passed) throw new Error('expected a verdict');
          return performance.now() - begun;
        },
        () =>
          page.evaluate(
            (text: string) => window.editToVerdict(JSON.parse(text)),
            JSON.stringify(edited(task, ++edits)),
          ),
      );
    },
  },
];
