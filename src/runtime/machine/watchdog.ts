/** Time without an answer after which a program counts as caught in an endless loop, in milliseconds. */
export const responseLimit = 1000;

const checkEvery = 100;
/** After this long even a thread that used no time is given up: it is blocked, not starved. */
const blockedLimit = 15_000;

/** What the watchdog has to know of a program. */
export interface Watched {
  /** Monotonic milliseconds. */
  now(): number;
  ping(): void;
  /** Milliseconds of processor time that the thread has used; undefined where nobody can know. */
  busyTime(): Promise<number | undefined>;
  unresponsive(): void;
}

/**
 * Asks again and again whether a program still answers, and says once when it does not. What counts is the time that the
 * program had: checks of our own that come late (a busy machine, a page in the background) count as if they were in time,
 * and where the thread's processor time is known, only that counts.
 */
export class Watchdog {
  readonly #watched: Watched;
  #interval: ReturnType<typeof setInterval> | undefined;
  #question: { readonly askedAt: number; readonly busyBefore: Promise<number | undefined> } | undefined;
  #checkedAt = 0;
  #waited = 0;
  #confirming = false;

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  start(): void {
    this.#interval = setInterval(() => this.#check(), checkEvery);
    this.#ask();
  }

  stop(): void {
    clearInterval(this.#interval);
    this.#question = undefined;
  }

  /** Anything that the program says shows that it is not caught. */
  heard(): void {
    this.#question = undefined;
  }

  #ask(): void {
    const now = this.#watched.now();
    this.#question = { askedAt: now, busyBefore: this.#watched.busyTime() };
    this.#checkedAt = now;
    this.#waited = 0;
    this.#watched.ping();
  }

  #check(): void {
    if (!this.#question) {
      this.#ask();
      return;
    }
    const now = this.#watched.now();
    this.#waited += Math.min(now - this.#checkedAt, checkEvery * 1.2);
    this.#checkedAt = now;
    if (this.#waited >= responseLimit && !this.#confirming) void this.#confirm();
  }

  async #confirm(): Promise<void> {
    const question = this.#question;
    if (!question) return;
    this.#confirming = true;
    const [before, now] = await Promise.all([question.busyBefore, this.#watched.busyTime()]);
    this.#confirming = false;
    if (this.#question !== question) return;
    const starved = before !== undefined && now !== undefined && now - before < responseLimit * 0.8;
    if (starved && this.#watched.now() - question.askedAt < blockedLimit) return;
    this.stop();
    this.#watched.unresponsive();
  }
}
