import { expect, test } from 'vitest';
import type { Output, Program } from '../sandbox/contract.ts';
import { ProbeRun } from './probe-run.ts';

/** A probe whose output is written by hand: each `print` is one piece, as a host hands it over. */
function probe() {
  const pieces: Output[] = [];
  let wake = () => {};
  const program: Program = {
    output: (async function* () {
      for (;;) {
        for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) yield piece;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    })(),
    write: async () => {},
    kill: async () => {},
    exit: new Promise(() => {}),
  };
  const print = (...lines: readonly object[]) => {
    pieces.push({ stream: 'stdout', text: lines.map((line) => `\u001en${JSON.stringify(line)}\n`).join('') });
    wake();
  };
  return { run: new ProbeRun(program, { nonce: 'n', tickServer: async () => {} }), print };
}

const event = { kind: 'alive', client: '', at: 1, alive: true };
const failed = { kind: 'failed', message: 'nobody is called eve' };
const performed = { kind: 'performed' };

test('what happens in the piece that tells of a refused step is not lost', async () => {
  const { run, print } = probe();
  const step = run.perform({}, 1_000);
  print(failed, event, performed);
  expect(await step).toMatchObject({ kind: 'script' });
  expect(run.transcript).toEqual([event]);
});

test('a refused step ends once: its end is not taken for that of the next one', async () => {
  const { run, print } = probe();
  const first = run.perform({}, 1_000);
  const second = run.perform({}, 1_000);
  print(failed);
  print(performed);
  expect(await first).toMatchObject({ kind: 'script' });
  print(event, performed);
  expect(await second).toBeUndefined();
  expect(run.transcript).toEqual([event]);
});

test('a script that makes no sense ends its run', async () => {
  const { run, print } = probe();
  print(failed);
  expect(await run.done(1_000)).toMatchObject({ kind: 'script' });
});
