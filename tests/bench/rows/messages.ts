import type { Aim } from '../aim.ts';
import { LoadPair } from '../load-pair.ts';
import { inTurn } from '../rounds.ts';
import type { Row } from '../row.ts';

/** What the real `ws` does between two programs, handshake by handshake and message by message. */
export const messageRows: readonly Row[] = [
  perMessage('one ws handshake', 'handshakes 50', undefined),
  perMessage(
    'echo, one at a time',
    'echo 1000 32 1',
    { of: 'speed', atLeast: 0.5 },
    'there and back a message goes through the frame’s thread as well, each time as a task of its own',
  ),
  perMessage(
    'echo, 64 in flight',
    'echo 5000 32 64',
    { of: 'speed', atLeast: 0.5 },
    'each read is a task of its own, since a script cannot drain promise jobs between two callbacks',
  ),
  perMessage(
    'echo, 16 KiB frames, 16 in flight',
    'echo 1000 16384 16',
    { of: 'speed', atLeast: 0.6 },
    'bytes are copied once and handed over twice, through the frame',
  ),
];

function perMessage(name: string, command: string, aim: Aim | undefined, why?: string): Row {
  return {
    name,
    unit: 'µs',
    ...(aim && { aim }),
    ...(why !== undefined && { why }),
    async measure(bench) {
      const native = await LoadPair.start(await bench.openNative());
      const embedded = await LoadPair.start(await bench.openEmbedded());
      const each = async (pair: LoadPair): Promise<number> => ((await pair.ask(command))['each'] ?? 0) * 1000;
      return inTurn(
        bench.rounds,
        () => each(native),
        () => each(embedded),
      );
    },
  };
}
