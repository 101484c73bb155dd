import { join } from 'node:path';
import type { Programs } from '../attempt/programs.ts';
import { readFiles } from '../lesson/read/folder.ts';

/** The sources of probe and harness, from the engine's repository. */
export async function readPrograms(engineDir: string): Promise<Programs> {
  const [probe, harness] = await Promise.all(
    ['probe', 'harness'].map((name) => readFiles(join(engineDir, 'sandbox-templates', name))),
  );
  const withoutTests = (files: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(files).filter(([path]) => !path.endsWith('.test.ts')));
  return { probe: withoutTests(probe), harness: withoutTests(harness) };
}
