import type { Binding } from '../realm/binding.ts';
import type { Realm } from '../realm/realm.ts';

const hasOutstanding = 2;

/**
 * `internalBinding('timers')`: src/timers.cc. One real timer wakes Node's own lists; each timer and each immediate gets
 * a task of its own, because promise jobs run only between tasks.
 */
export function timersBinding(realm: Realm): Binding {
  const { loop } = realm;
  const { platform } = loop;
  /** [count, refCount, hasOutstanding] */
  const immediateInfo = new Uint32Array(3);
  const timeoutInfo = new Int32Array(1);
  let processImmediate = (): void => {};
  let processTimers = (_now: number): number => 0;
  let wake: unknown = null;
  let immediatesScheduled = false;
  const keepTimers = keeper(realm);
  const keepImmediates = keeper(realm);

  function scheduleTimer(milliseconds: number): void {
    if (wake !== null) platform.clearTimeout(wake);
    wake = platform.setTimeout(runTimers, Math.max(1, milliseconds));
  }

  function runTimers(): void {
    wake = null;
    // Stays 1 when a callback threw, or when the rest has to wait for promise jobs: then the lists are looked at again.
    let next = 1;
    let finished = false;
    loop.enter(() => {
      try {
        next = processTimers(loop.now());
        finished = true;
      } catch (error) {
        if (error !== yieldToPromiseJobs) throw error;
      }
    });
    if (loop.ended) return;
    if (!finished) {
      platform.macrotask(runTimers);
      return;
    }
    if (next !== 0) scheduleTimer(Math.abs(next) - loop.now());
    keepTimers(next > 0);
  }

  function scheduleImmediates(): void {
    if (immediatesScheduled) return;
    immediatesScheduled = true;
    platform.macrotask(runImmediates);
  }

  function runImmediates(): void {
    immediatesScheduled = false;
    if (loop.ended || (immediateInfo[0] === 0 && immediateInfo[hasOutstanding] === 0)) return;
    loop.enter(() => {
      try {
        processImmediate();
      } catch (error) {
        if (error !== yieldToPromiseJobs) throw error;
      }
    });
    if (immediateInfo[0] || immediateInfo[hasOutstanding]) scheduleImmediates();
    keepImmediates((immediateInfo[1] as number) > 0);
  }

  return {
    immediateInfo,
    timeoutInfo,
    getLibuvNow: () => loop.now(),
    setupTimers(immediate: () => void, timers: (now: number) => number) {
      processImmediate = immediate;
      processTimers = timers;
    },
    scheduleTimer,
    toggleTimerRef: keepTimers,
    toggleImmediateRef(on: boolean) {
      if (on) scheduleImmediates();
      keepImmediates(on);
    },
  };
}

const yieldToPromiseJobs = Symbol('yield to promise jobs');

/**
 * What Node's lists call between two timers or immediates, where native Node runs ticks and promise jobs. A script cannot
 * run promise jobs, so this leaves the lists as an exception does; they are consistent then, and a new task goes on.
 */
export function leaveForPromiseJobs(): never {
  throw yieldToPromiseJobs;
}

/** Holds at most one reference on the loop. */
function keeper({ loop }: Realm): (on: boolean) => void {
  let held = false;
  return (on) => {
    if (on === held) return;
    held = on;
    if (on) loop.retain();
    else loop.release();
  };
}
