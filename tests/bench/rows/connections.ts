import { LoadPair } from '../load-pair.ts';
import { inTurn } from '../rounds.ts';
import type { Row } from '../row.ts';

const atOnce = 50;

/** How long it takes to open many connections, and what each holds. */
export const connectionRows: readonly Row[] = [opening(100), opening(1000, 1.5), opening(10_000, 1.5)];

function opening(count: number, atMost?: number): Row {
  return {
    name: `open ${count.toLocaleString('en')} connections`,
    unit: 'ms',
    ...(atMost !== undefined && { aim: { of: 'time', atMost } as const }),
    why: 'each handshake is several messages through the frame’s thread, and each is a task that has to be scheduled',
    async measure(bench) {
      const native = await LoadPair.start(await bench.openNative());
      const embedded = await LoadPair.start(await bench.openEmbedded());
      const open = async (pair: LoadPair): Promise<number> => {
        const { ms = 0, open: opened } = await pair.ask(`many ${count} ${atOnce}`);
        if (opened !== count) throw new Error(`expected ${count} open connections, found ${opened}`);
        await pair.ask('release');
        return ms;
      };
      return inTurn(
        bench.rounds,
        () => open(native),
        () => open(embedded),
      );
    },
  };
}
