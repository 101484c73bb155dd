/** A clock that runs with real time and can be moved on: `Date`, `setTimeout`, `setInterval` and their clears (@sinonjs/fake-timers). */
export interface Clock {
  /** Sets it so many milliseconds ahead of the machine's; no timer falls due by that. */
  setAhead(ms: number): void;
  /** Moves it on and lets what fell due run. */
  advance(ms: number): Promise<void>;
}

export async function installClock(): Promise<Clock> {
  const { default: FakeTimers } = await import('@sinonjs/fake-timers');
  const { Date: RealDate, setInterval } = globalThis;
  const clock = FakeTimers.install({
    now: Date.now(),
    toFake: ['Date', 'setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'],
  });
  // `shouldAdvanceTime` counts its own ticks and falls behind on a busy machine; what has really gone by does not.
  let since = performance.now();
  let moving = false;
  setInterval(() => {
    if (moving) return;
    const gone = Math.floor(performance.now() - since);
    since += gone;
    clock.tick(gone);
  }, 10);
  return {
    setAhead: (ms) => clock.setSystemTime(RealDate.now() + ms),
    async advance(ms) {
      moving = true;
      await clock.tickAsync(ms);
      moving = false;
    },
  };
}
