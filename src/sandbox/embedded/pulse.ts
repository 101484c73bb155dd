const every = 1000;
/** Questions in a row that may stay without a word: a frame compiles for a second at most, but a machine may be busy. */
const patience = 10;

/**
 * Feels whether the frame still lives, while programs run in it: a frame whose process died is there and says nothing. Counted
 * are questions, not time, since a page in the background asks seldom.
 */
export class Pulse {
  readonly #ask: () => void;
  readonly #lost: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #unanswered = 0;

  constructor(ask: () => void, lost: () => void) {
    this.#ask = ask;
    this.#lost = lost;
  }

  /** Begins, or ends, to ask. */
  feel(on: boolean): void {
    clearInterval(this.#timer);
    this.#unanswered = 0;
    this.#timer = on ? setInterval(() => this.#beat(), every) : undefined;
  }

  /** Any word of the frame is a sign of life. */
  felt(): void {
    this.#unanswered = 0;
  }

  #beat(): void {
    this.#unanswered += 1;
    if (this.#unanswered <= patience) {
      this.#ask();
      return;
    }
    this.feel(false);
    this.#lost();
  }
}
