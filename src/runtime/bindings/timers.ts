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
  /** When the first list of timers is due, in the loop's milliseconds. */
  let due = Number.POSITIVE_INFINITY;
  let phase: 'timers' | 'immediates' = 'timers';
  let turnScheduled = false;
  /** Whether due timers wait for promise jobs: those may set `due` anew, but come no later for it. */
  let interrupted = false;
  const keepTimers = realm.loop.keeper();
  const keepImmediates = realm.loop.keeper();

  function scheduleTimer(milliseconds: number): void {
    const delay = Math.max(1, milliseconds);
    due = loop.now() + delay;
    if (wake !== null) platform.clearTimeout(wake);
    wake = platform.setTimeout(awake, delay);
  }

  function awake(): void {
    wake = null;
    // Clocks differ: a timer may come a little before the loop's own time says that it is due.
    const early = due - loop.now();
    if (early > 0) wake = platform.setTimeout(awake, early);
    else turn();
  }

  function scheduleTurn(): void {
    if (turnScheduled) return;
    turnScheduled = true;
    platform.macrotask(() => {
      turnScheduled = false;
      turn();
    });
  }

  /** One callback of libuv's loop: due timers come first, then the immediates that were there when their phase began. */
  function turn(): void {
    if (loop.ended) return;
    if (phase === 'timers' && (interrupted || due <= loop.now())) runTimers();
    else if (immediateInfo[0] || immediateInfo[hasOutstanding]) runImmediates();
  }

  function runTimers(): void {
    // Stays undefined when a callback threw, or when the rest has to wait for promise jobs: then the lists go on.
    let next: number | undefined;
    loop.enter(() => {
      next = leavingForJobs(() => processTimers(loop.now()));
    });
    interrupted = next === undefined;
    if (next === undefined) {
      scheduleTurn();
      return;
    }
    due = Number.POSITIVE_INFINITY;
    if (next !== 0) scheduleTimer(Math.abs(next) - loop.now());
    keepTimers(next > 0);
    if (immediateInfo[0] || immediateInfo[hasOutstanding]) scheduleTurn();
  }

  function runImmediates(): void {
    phase = 'immediates';
    loop.enter(() => {
      leavingForJobs(() => {
        processImmediate();
        return 0;
      });
    });
    if (!immediateInfo[hasOutstanding]) phase = 'timers';
    if (immediateInfo[0] || immediateInfo[hasOutstanding] || interrupted || due <= loop.now()) scheduleTurn();
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
      if (on) scheduleTurn();
      keepImmediates(on);
    },
  };
}

const yieldToPromiseJobs = Symbol('yield to promise jobs');

function leavingForJobs(run: () => number): number | undefined {
  try {
    return run();
  } catch (error) {
    if (error === yieldToPromiseJobs) return undefined;
    throw error;
  }
}

/**
 * What Node's lists call between two timers or immediates, where native Node runs ticks and promise jobs. A script cannot
 * run promise jobs, so this leaves the lists as an exception does; they are consistent then, and a new task goes on.
 */
export function leaveForPromiseJobs(): never {
  throw yieldToPromiseJobs;
}
