import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Watchdog } from './watchdog.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A program that never answers, on a machine that gives it a part of a processor; resolves to when it was given up. */
async function givenUpAfter(share: () => number, upTo: number, answers = false): Promise<number | undefined> {
  let at: number | undefined;
  const watchdog: Watchdog = new Watchdog({
    now: () => Date.now(),
    ping: () => answers && queueMicrotask(() => watchdog.heard()),
    measureShare: () => ({ share: async () => share(), stop() {} }),
    unresponsive: () => {
      at = Date.now();
    },
  });
  const begun = Date.now();
  watchdog.start();
  await vi.advanceTimersByTimeAsync(upTo);
  watchdog.stop();
  return at === undefined ? undefined : at - begun;
}

test('a program that does not answer on a quiet machine is given up after one second', async () => {
  expect(await givenUpAfter(() => 1, 2000)).toBe(1000);
});

test('a measurement that is not quite whole delays nothing', async () => {
  expect(await givenUpAfter(() => 0.85, 2000)).toBe(1000);
});

test('a thread that gets a quarter of a processor has four times as long', async () => {
  expect(await givenUpAfter(() => 0.25, 3900)).toBeUndefined();
  expect(await givenUpAfter(() => 0.25, 5000)).toBe(4000);
});

test('a thread that never runs is given up after fifteen seconds', async () => {
  expect(await givenUpAfter(() => 0, 20_000)).toBe(15_000);
});

test('a program that answers is never given up', async () => {
  expect(await givenUpAfter(() => 1, 60_000, true)).toBeUndefined();
});

test('checks that come late count as if they were in time', async () => {
  let given = false;
  let now = 0;
  const watchdog = new Watchdog({
    now: () => now,
    ping() {},
    measureShare: () => ({ share: async () => 1, stop() {} }),
    unresponsive: () => {
      given = true;
    },
  });
  watchdog.start();
  for (let check = 0; check < 8; check++) {
    now += 5000;
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(given).toBe(false);
  await vi.advanceTimersByTimeAsync(100);
  watchdog.stop();
});
