import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { GateHost } from '../../../src/cli/hosts.ts';
import type { Row } from '../row.ts';

/** The authors' whole gate: every check of every lesson, on each host once. */
export const gateRows: readonly Row[] = [
  {
    name: 'whole gate: course check --all',
    unit: 's',
    only: 'gate',
    async measure() {
      return {
        native: [await seconds('node')],
        embedded: [await seconds('embedded')],
        note: 'embedded on worker threads of Node',
      };
    },
  },
];

async function seconds(host: GateHost): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['src/cli/course.ts', 'check', '--all', '--host', host], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`expected the gate to pass on ${host}, found exit code ${code}`);
  return (performance.now() - begun) / 1000;
}
