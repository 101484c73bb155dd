import type { Page } from '@playwright/test';
import type { Check } from '../../../src/check/check.ts';
import type { Script } from '../../../src/check/protocol.ts';
import type { Exercise } from '../../../src/lesson/exercise.ts';
import { LabPage, stepThree } from '../../e2e/lab-page.ts';
import type { Bench } from '../bench-places.ts';
import { alone } from '../rounds.ts';
import type { Row } from '../row.ts';

declare global {
  interface Window {
    longestTask: number;
  }
}

/** What the Long Tasks API tells of nothing shorter than this, in milliseconds. */
const floor = 50;

const aim = { of: 'value', atMost: floor } as const;

/** The longest task of the lab's page itself, not of the frame in it, while programs run. */
export const longestTaskRows: readonly Row[] = [
  {
    name: 'longest task of the page: six attempts of step 3',
    unit: 'ms',
    aim,
    floor,
    why: 'rows of the table and of the wire are drawn while two programs take the processors',
    measure: (bench) => longestTasks(bench, (exercise) => ({ ...exercise, checks: exercise.checks.slice(0, 6) })),
  },
  {
    name: 'longest task of the page: 1,000 connections',
    unit: 'ms',
    aim,
    floor,
    why: 'the transcript of a thousand connections is read, judged and drawn in one task at the end of the attempt',
    measure: (bench) => longestTasks(bench, (exercise) => ({ ...exercise, checks: [manyConnections(exercise)] })),
  },
];

async function longestTasks(
  bench: Bench,
  change: (exercise: Exercise) => Exercise,
): Promise<{ readonly embedded: readonly number[] }> {
  const page = await bench.openPage();
  const origin = await bench.startBuiltSite();
  await page.route('**/exercise.json', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: change((await answer.json()) as Exercise) });
  });
  await page.addInitScript(() => {
    window.longestTask = 0;
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) {
        if (name === 'self') window.longestTask = Math.max(window.longestTask, duration);
      }
    }).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(origin + stepThree);
  const lab = new LabPage(page);
  await lab.touch();
  await lab.run();
  const embedded = await alone(bench.rounds, async () => {
    await page.evaluate(() => {
      window.longestTask = 0;
    });
    await run(lab);
    return page.evaluate(() => window.longestTask);
  });
  return { embedded };
}

async function run(lab: LabPage): Promise<void> {
  await lab.lab.locator('[data-run]').click();
  await begun(lab.page);
  await lab.hasRun();
}

function begun(page: Page): Promise<unknown> {
  return page.waitForFunction(() =>
    /^(starting|running)$/.test(document.querySelector<HTMLElement>('lesson-lab')?.dataset['life'] ?? ''),
  );
}

/** A check that opens a thousand connections with the first check's own handshake. */
function manyConnections({ checks }: Exercise): Check {
  const [first] = checks;
  if (!first) throw new Error('expected a check in the exercise, found none');
  const steps: Script = first.script.filter((step) => step.do === 'connect').slice(0, 1);
  return { ...first, script: [{ do: 'repeat', times: 1000, parallel: 50, steps }], expect: [] };
}
