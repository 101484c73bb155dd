import { expect } from '@playwright/test';
import { engineName } from '../engines/engine-name.ts';
import { test } from '../engines/test.ts';
import { nativeIsThere, playIn, playNatively, transcripts, whySkipped } from '../runtime/differential.ts';
import { openFrameSandboxIn } from '../runtime/frame-page.ts';
import { type FrameSite, startFrameSite } from '../runtime/frame-site.ts';
import { differencesIn } from '../runtime/fuzzing.ts';
import { differences, programCases, runCase } from '../runtime/program-cases.ts';

let site: FrameSite;
test.beforeAll(async () => {
  site = await startFrameSite();
});
test.afterAll(() => site.close());

test('every program does in the sandboxed frame what it does on a worker thread', async ({ tab }) => {
  await tab.goto(site.url);
  const sandbox = await openFrameSandboxIn(tab);
  for (const program of programCases) {
    await test.step(program.title, async () => {
      const wrong = differences(program, await runCase(sandbox, program), engineName === 'chromium');
      expect.soft(wrong, program.title).toEqual([]);
    });
  }
});

test('every exchange has the bytes and socket events of native Node', async ({ tab }) => {
  test.skip(!nativeIsThere, whySkipped);
  await tab.goto(site.url);
  const sandbox = await openFrameSandboxIn(tab);
  const native = transcripts(await playNatively('play.ts'));
  const ours = transcripts(await playIn(sandbox, 'play.ts'));
  expect([...ours.keys()]).toEqual([...native.keys()]);
  for (const [title, expected] of native) expect.soft(ours.get(title), title).toEqual(expected);
});

test('random heads and frames have the bytes and socket events of native Node', async ({ tab }) => {
  test.skip(!nativeIsThere, whySkipped);
  await tab.goto(site.url);
  const count = process.env['HANDSHAKE_ALL'] && engineName === 'chromium' ? 2000 : 300;
  expect(await differencesIn(await openFrameSandboxIn(tab), 7, 0, count)).toEqual([]);
});
