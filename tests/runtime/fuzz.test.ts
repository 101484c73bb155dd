import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/contract.ts';
import { openThreadSandbox } from '../../src/sandbox/embedded/thread-sandbox.ts';
import { nativeIsThere, whySkipped } from './differential.ts';
import { differencesIn } from './fuzzing.ts';

const batch = 500;
/** Seeds of the long form; the short form plays the first. Each has `batch` cases. */
const seeds = process.env['HANDSHAKE_ALL'] ? Array.from({ length: 12 }, (_, index) => index + 1) : [1];

describe.skipIf(!nativeIsThere)(`random heads and frames${nativeIsThere ? '' : ` (${whySkipped})`}`, () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await openThreadSandbox();
  });
  afterAll(() => sandbox.dispose());

  for (const seed of seeds) {
    test(`of seed ${seed} have the bytes and socket events of native Node`, async () => {
      expect(await differencesIn(sandbox, seed, 0, batch)).toEqual([]);
    }, 300_000);
  }
});
