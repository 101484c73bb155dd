import type { Recorder } from './recorder.ts';

/** A clock that runs by itself and can be moved: `Date`, `setTimeout`, `setInterval` and their clears (@sinonjs/fake-timers). */
export interface Clock {
  /** Moves it and lets what fell due run. */
  advance(ms: number): Promise<void>;
}

export async function installClock(recorder: Recorder): Promise<Clock> {
  const { default: FakeTimers } = await import('@sinonjs/fake-timers');
  const clock = FakeTimers.install({
    now: Date.now(),
    toFake: ['Date', 'setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'],
    shouldAdvanceTime: true,
  });
  recorder.virtual = true;
  return {
    async advance(ms) {
      await clock.tickAsync(ms);
    },
  };
}
