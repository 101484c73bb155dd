import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/contract.ts';
import { openThreadSandbox } from '../../src/sandbox/embedded/thread-sandbox.ts';
import { nativeIsThere, playIn, playNatively, transcripts, whySkipped } from './differential.ts';
import type { Transcript } from './player/exchange.ts';
import { exchanges } from './player/exchanges.ts';

describe.skipIf(!nativeIsThere)(
  `the runtime and native Node, byte for byte${nativeIsThere ? '' : ` (${whySkipped})`}`,
  () => {
    let sandbox: Sandbox;
    let native: ReadonlyMap<string, Transcript>;
    let ours: ReadonlyMap<string, Transcript>;
    beforeAll(async () => {
      sandbox = await openThreadSandbox();
      native = transcripts(await playNatively('play.ts'));
      ours = transcripts(await playIn(sandbox, 'play.ts'));
    });
    afterAll(() => sandbox?.dispose());

    test.each(exchanges)('$title', ({ title }) => {
      const expected = native.get(title);
      expect(expected?.raw.join()).not.toContain('nothing happened');
      expect(ours.get(title)).toEqual(expected);
    });
  },
);
