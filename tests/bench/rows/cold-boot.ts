import type { Bench } from '../bench-places.ts';
import type { ColdBoot } from '../in-page.ts';
import { alone } from '../rounds.ts';
import type { Row } from '../row.ts';
import { readTask } from '../task.ts';

/** From the opening of a page, with nothing cached, to the sandbox and to the first verdict. */
export const coldBootRows: readonly Row[] = [
  { name: 'cold boot: page opens → sandbox ready', unit: 'ms', measure: (bench) => coldBoots(bench, 'ready') },
  {
    name: 'cold boot: page opens → first verdict',
    unit: 'ms',
    aim: { of: 'value', atMost: 1500 },
    why: 'two programs boot on few cores while the page still loads',
    measure: (bench) => coldBoots(bench, 'verdict'),
  },
];

async function coldBoots(bench: Bench, until: keyof ColdBoot): Promise<{ readonly embedded: readonly number[] }> {
  const address = await bench.startFramePage();
  const task = await readTask();
  const embedded = await alone(bench.rounds, async () => {
    const page = await bench.openPage();
    await page.addInitScript((text: string) => {
      window.coldTask = JSON.parse(text);
    }, JSON.stringify(task));
    await page.goto(address);
    const boot = await page.evaluate(() => window.coldBoot);
    await page.context().close();
    if (!boot) throw new Error('expected the page to boot by itself');
    return boot[until];
  });
  return { embedded };
}
