import { readFile } from 'node:fs/promises';
import type { Bench } from '../bench-places.ts';
import { LoadPair } from '../load-pair.ts';
import { inTurn } from '../rounds.ts';
import type { Measured, Row } from '../row.ts';

const count = 10_000;

/** What both ends of a connection hold, while ten thousand are open. */
export const memoryRows: readonly Row[] = [
  {
    name: 'memory of a connection, both ends, of 10,000',
    unit: 'kB',
    async measure(bench): Promise<Measured> {
      const native = await LoadPair.start(await bench.openNative());
      const embedded = await LoadPair.start(await bench.openEmbedded());
      if ((await memoryOfRenderers(bench)) === undefined) {
        return {
          note: 'not read: a worker cannot tell its memory, and this system has no /proc to ask about Chromium',
        };
      }
      const figures = await inTurn(
        { ...bench.rounds, count: 1 },
        async () => {
          const { bytes = 0 } = await native.ask(`many ${count} 50`);
          await native.ask('release');
          return bytes / count / 1000;
        },
        async () => {
          const before = (await memoryOfRenderers(bench)) ?? 0;
          await embedded.ask(`many ${count} 50`);
          const after = (await memoryOfRenderers(bench)) ?? 0;
          await embedded.ask('release');
          return (after - before) / count / 1000;
        },
      );
      return { ...figures, note: 'growth of resident memory, garbage and what was free before included' };
    },
  },
];

/** Bytes that Chromium's renderers hold resident; undefined where that cannot be read. */
async function memoryOfRenderers(bench: Bench): Promise<number | undefined> {
  const session = await (await bench.browser()).newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  let bytes = 0;
  for (const { type, id } of processInfo) {
    if (type !== 'renderer') continue;
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => undefined);
    if (status === undefined) return undefined;
    bytes += Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  }
  return bytes;
}
