import { expect, test } from '@playwright/test';
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

test('every program does in the sandboxed frame what it does on a worker thread', async ({ page }) => {
  await page.goto(site.url);
  const sandbox = await openFrameSandboxIn(page);
  for (const program of programCases) {
    await test.step(program.title, async () => {
      expect.soft(differences(program, await runCase(sandbox, program)), program.title).toEqual([]);
    });
  }
});

test('every exchange has the bytes and socket events of native Node', async ({ page }) => {
  test.skip(!nativeIsThere, whySkipped);
  await page.goto(site.url);
  const sandbox = await openFrameSandboxIn(page);
  const native = transcripts(await playNatively('play.ts'));
  const ours = transcripts(await playIn(sandbox, 'play.ts'));
  expect([...ours.keys()]).toEqual([...native.keys()]);
  for (const [title, expected] of native) expect.soft(ours.get(title), title).toEqual(expected);
});

test('random heads and frames have the bytes and socket events of native Node', async ({ page }) => {
  test.skip(!nativeIsThere, whySkipped);
  await page.goto(site.url);
  expect(await differencesIn(await openFrameSandboxIn(page), 7, 0, process.env['HANDSHAKE_ALL'] ? 2000 : 300)).toEqual(
    [],
  );
});
