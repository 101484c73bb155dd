import { readFile } from 'node:fs/promises';
import { ensureRuntime } from '../../../src/runtime/build/ensure-runtime.ts';
import type { Row } from '../row.ts';
import { sizeFigures, sizesOf } from '../sizes.ts';

/** What the embedded host weighs: a program's worker, which travels as text in the frame, and the rest of the frame. */
export const runtimeSizeRows: readonly Row[] = [
  {
    name: 'size of the worker',
    unit: 'kB br',
    aim: { of: 'value', atMost: 220 },
    why: 'most of it is Node’s own library, which is not minified so that stacks name its lines',
    measure: async () => sizeFigures(await sizesOf([(await parts()).worker])),
  },
  {
    name: 'size of the frame without it',
    unit: 'kB br',
    aim: { of: 'value', atMost: 60 },
    why: 'it holds the compiler of TypeScript modules',
    measure: async () => sizeFigures(await sizesOf([(await parts()).frame])),
  },
];

async function parts(): Promise<{ readonly worker: string; readonly frame: string }> {
  const html = await readFile((await ensureRuntime()).frame, 'utf8');
  const found = /(?<before>.*<script [^>]*id="program">)(?<worker>.*?)(?<after><\/script>.*)/s.exec(html)?.groups;
  if (!found) throw new Error('expected the program’s script in the frame, found none');
  return { worker: found['worker'] ?? '', frame: `${found['before']}${found['after']}` };
}
