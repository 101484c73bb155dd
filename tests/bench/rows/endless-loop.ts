import { responseLimit } from '../../../src/runtime/machine/watchdog.ts';
import { alone } from '../rounds.ts';
import type { Row } from '../row.ts';

/** From the first turn of a loop that never ends to the end of its program. */
export const endlessLoopRows: readonly Row[] = [
  {
    name: 'endless loop: begins → is ended',
    unit: 'ms',
    aim: { of: 'value', atMost: responseLimit + 300 },
    why: 'the limit counts processor time: on a busy machine it lasts longer by the clock',
    async measure(bench) {
      const sandbox = await bench.openEmbedded();
      await sandbox.mount({ 'app/main.ts': "console.log('begins');\nfor (;;) {}\n" });
      const embedded = await alone(bench.rounds, async () => {
        const program = await sandbox.spawn('main.ts', { root: 'app' });
        await program.output[Symbol.asyncIterator]().next();
        const begun = performance.now();
        const exit = await program.exit;
        if (!('fault' in exit) || exit.fault.code !== 'unresponsive') {
          throw new Error(`expected the fault unresponsive, found ${JSON.stringify(exit)}`);
        }
        return performance.now() - begun;
      });
      return { embedded };
    },
  },
];
