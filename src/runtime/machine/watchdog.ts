/** Processor time that a program may use without an answer before it counts as caught in an endless loop, in milliseconds. */
export const responseLimit = 1000;

const checkEvery = 100;
/** A program that has been silent for so long is measured from then on. */
const suspiciousAfter = 300;
/** From this share of a processor on, a thread had all it could use: a measurement is never quite whole. */
const wholeShare = 0.8;
/** After this long even a thread that used no time is given up: it is blocked, not starved. */
const blockedLimit = 15_000;

/** Measures, from its making on, how much of the time the program's thread could run. */
export interface ShareMeter {
  /** From 0 (it never ran) to 1 (it had a processor to itself). */
  share(): Promise<number>;
  stop(): void;
}

/** What the watchdog has to know of a program. */
export interface Watched {
  /** Monotonic milliseconds. */
  now(): number;
  ping(): void;
  measureShare(): ShareMeter;
  unresponsive(): void;
}

/** A question that the program has not answered yet. */
interface Question {
  readonly askedAt: number;
  /** Milliseconds since then, as far as we could look ourselves. */
  waited: number;
  checkedAt: number;
  meter: ShareMeter | undefined;
}

/**
 * Asks again and again whether a program still answers, and says once when it does not. What counts is the time that the
 * program's thread had, not the wall's: checks of our own that come late (a busy machine, a page in the background) count as
 * if they were in time, and on a machine that has no processor for the thread, time goes by more slowly.
 */
export class Watchdog {
  readonly #watched: Watched;
  #interval: ReturnType<typeof setInterval> | undefined;
  #question: Question | undefined;
  #judging = false;

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  start(): void {
    this.#interval = setInterval(() => this.#check(), checkEvery);
    this.#ask();
  }

  stop(): void {
    clearInterval(this.#interval);
    this.heard();
  }

  /** Anything that the program says shows that it is not caught. */
  heard(): void {
    this.#question?.meter?.stop();
    this.#question = undefined;
  }

  #ask(): void {
    const now = this.#watched.now();
    this.#question = { askedAt: now, checkedAt: now, waited: 0, meter: undefined };
    this.#watched.ping();
  }

  #check(): void {
    const question = this.#question;
    if (!question) {
      this.#ask();
      return;
    }
    const now = this.#watched.now();
    question.waited += Math.min(now - question.checkedAt, checkEvery * 1.2);
    question.checkedAt = now;
    if (question.waited >= suspiciousAfter) question.meter ??= this.#watched.measureShare();
    if (question.waited >= responseLimit && !this.#judging) void this.#judge(question);
  }

  async #judge(question: Question): Promise<void> {
    this.#judging = true;
    const share = (await question.meter?.share()) ?? 1;
    this.#judging = false;
    if (this.#question !== question) return;
    const had = share >= wholeShare ? question.waited : question.waited * share;
    if (had < responseLimit && this.#watched.now() - question.askedAt < blockedLimit) return;
    this.stop();
    this.#watched.unresponsive();
  }
}
