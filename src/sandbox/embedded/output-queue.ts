import type { Output } from '../contract.ts';

/** What a program printed and nobody has read yet. One reader; `taken` is told how many characters it took. */
export class OutputQueue implements AsyncIterable<Output> {
  readonly #taken: (characters: number) => void;
  readonly #waiting: Output[] = [];
  #ended = false;
  #wake: () => void = () => {};

  constructor(taken: (characters: number) => void) {
    this.#taken = taken;
  }

  push(output: Output): void {
    this.#waiting.push(output);
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Output> {
    for (;;) {
      const next = this.#waiting.shift();
      if (next) {
        this.#taken(next.text.length);
        yield next;
      } else if (this.#ended) return;
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }
}
