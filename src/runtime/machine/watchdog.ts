/** Time without an answer after which a program counts as caught in an endless loop, in milliseconds. */
export const responseLimit = 1000;

const checkEvery = 100;
/** A page in the background gets few timers: late checks alone prove nothing, so several have to find no answer. */
const missedChecks = 5;

/** Asks again and again whether a program still answers, and says once when it does not. */
export class Watchdog {
  readonly #now: () => number;
  readonly #ping: () => void;
  readonly #unresponsive: () => void;
  #interval: ReturnType<typeof setInterval> | undefined;
  #askedAt: number | undefined;
  #missed = 0;

  constructor(now: () => number, ping: () => void, unresponsive: () => void) {
    this.#now = now;
    this.#ping = ping;
    this.#unresponsive = unresponsive;
  }

  start(): void {
    this.#interval = setInterval(() => this.#check(), checkEvery);
    this.#ask();
  }

  stop(): void {
    clearInterval(this.#interval);
  }

  /** Anything that the program says shows that it is not caught. */
  heard(): void {
    this.#askedAt = undefined;
    this.#missed = 0;
  }

  #ask(): void {
    this.#askedAt = this.#now();
    this.#missed = 0;
    this.#ping();
  }

  #check(): void {
    if (this.#askedAt === undefined) {
      this.#ask();
      return;
    }
    this.#missed++;
    if (this.#missed < missedChecks || this.#now() - this.#askedAt < responseLimit) return;
    this.stop();
    this.#unresponsive();
  }
}
