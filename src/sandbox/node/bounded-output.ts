import type { Output } from '../contract.ts';

/** Characters of one program that are kept; the rest of a flood is thrown away. */
const limit = 8 * 1024 * 1024;

/** What a program prints, for one reader. After `limit` characters it says that it was cut, once, and drops what follows. */
export class BoundedOutput implements AsyncIterable<Output> {
  #waiting: Output[] = [];
  #taken = 0;
  #ended = false;
  #wake = () => {};

  add(output: Output): void {
    if (this.#taken >= limit) return;
    this.#waiting.push({ stream: output.stream, text: output.text.slice(0, limit - this.#taken) });
    this.#taken += output.text.length;
    if (this.#taken >= limit) {
      this.#waiting.push({
        stream: 'stderr',
        text: `\nThe program printed more than ${limit / 1024 / 1024} MiB; the rest was cut.\n`,
      });
    }
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Output> {
    for (;;) {
      const ready = this.#waiting;
      this.#waiting = [];
      yield* ready;
      if (this.#waiting.length > 0) continue;
      if (this.#ended) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
