import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pulse } from './pulse.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a frame that leaves ten questions without a word is lost, once', () => {
  const lost = vi.fn();
  const ask = vi.fn();
  new Pulse(ask, lost).feel(true);
  vi.advanceTimersByTime(10_000);
  expect([ask.mock.calls.length, lost.mock.calls.length]).toEqual([10, 0]);
  vi.advanceTimersByTime(60_000);
  expect([ask.mock.calls.length, lost.mock.calls.length]).toEqual([10, 1]);
});

test('a frame that answers lives, and one without programs is asked nothing', () => {
  const lost = vi.fn();
  const ask = vi.fn();
  const pulse: Pulse = new Pulse(() => {
    ask();
    pulse.felt();
  }, lost);
  pulse.feel(true);
  vi.advanceTimersByTime(60_000);
  pulse.feel(false);
  vi.advanceTimersByTime(60_000);
  expect([ask.mock.calls.length, lost.mock.calls.length]).toEqual([60, 0]);
});
