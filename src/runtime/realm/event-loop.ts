import type { Platform } from './platform.ts';

/** An engine tells of a rejected promise in a task of its own, which comes behind those that are already queued. */
const quietRounds = 3;

/**
 * The loop of one program: how callbacks from outside enter, when `process.nextTick` runs, and whether anything still
 * keeps the program alive. Node does this in `InternalCallbackScope` (src/api/callback.cc) and libuv's reference counts.
 */
export class EventLoop {
  readonly platform: Platform;
  /** `task_queue.tickInfo`: [a tick is scheduled, a rejection is to be warned of]. */
  readonly tickInfo = new Uint8Array(2);
  /** Runs ticks and what is due for rejected promises; set by `internal/process/task_queues`. */
  tickCallback: () => void = () => {};
  /** Called with what a callback threw; returns when the program handled it. */
  uncaught: (error: unknown, fromPromise: boolean) => void = (error) => {
    throw error;
  };
  /** Called, from a task of its own, when nothing keeps the program alive any more. */
  idle: () => void = () => {};
  /** Once set, no callback enters any more. */
  ended = false;
  #references = 0;
  #depth = 0;
  #draining = false;
  #drainScheduled = false;
  #idleCheckScheduled = false;

  constructor(platform: Platform) {
    this.platform = platform;
  }

  /** Whole milliseconds since the loop began, as `uv_now`. */
  now(): number {
    return Math.floor(this.platform.now());
  }

  /** Calls into the program from outside, then runs its ticks: Node's `MakeCallback`. */
  enter(callback: () => void): void {
    if (this.ended) return;
    // Ticks of promise jobs that have ended come before anything new.
    if (this.#depth === 0) this.drain();
    this.#depth++;
    try {
      callback();
    } catch (error) {
      this.uncaught(error, false);
    } finally {
      this.#depth--;
    }
    if (this.#depth === 0) this.drain();
  }

  /** As `enter`, from a task of its own; it keeps the program alive until then. */
  enterLater(callback: () => void): void {
    this.retain();
    this.platform.macrotask(() => {
      this.enter(callback);
      this.release();
    });
  }

  /** A tick was put into the queue; in a promise job it has to wait for the end of all jobs, that is for the next task. */
  tickScheduled(): void {
    if (this.#depth > 0 || this.#draining || this.#drainScheduled) return;
    this.#drainScheduled = true;
    this.retain();
    this.platform.macrotask(() => {
      this.#drainScheduled = false;
      this.drain();
      this.release();
    });
  }

  /** Runs all ticks that are due; what one of them throws does not keep the others from running. */
  drain(): void {
    if (this.#draining) return;
    this.#draining = true;
    try {
      while (!this.ended && (this.tickInfo[0] || this.tickInfo[1])) {
        try {
          this.tickCallback();
        } catch (error) {
          this.uncaught(error, false);
        }
      }
    } finally {
      this.#draining = false;
    }
  }

  /** Something keeps the program alive from now on. */
  retain(): void {
    this.#references++;
  }

  /** What kept the program alive no longer does. */
  release(): void {
    this.#references--;
    this.checkIdle();
  }

  /** Something that keeps the program alive while it is switched on, however often it is switched. */
  keeper(): (on: boolean) => void {
    let held = false;
    return (on) => {
      if (on === held) return;
      held = on;
      if (on) this.retain();
      else this.release();
    };
  }

  get alive(): boolean {
    return this.#references > 0;
  }

  /** Looks, once the present work is done, whether the program has anything left to wait for. */
  checkIdle(): void {
    if (this.alive || this.#idleCheckScheduled || this.ended) return;
    this.#idleCheckScheduled = true;
    this.#afterQuietRounds(quietRounds);
  }

  #afterQuietRounds(left: number): void {
    this.platform.macrotask(() => {
      if (left > 1 && !this.alive && !this.ended) {
        this.#afterQuietRounds(left - 1);
        return;
      }
      this.#idleCheckScheduled = false;
      if (!this.alive && !this.ended) this.idle();
    });
  }
}
