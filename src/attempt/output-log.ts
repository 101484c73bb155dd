import type { Output } from '../sandbox/contract.ts';

/** Characters of the server's output that an attempt keeps and shows. */
const limit = 256 * 1024;

/** What a server printed, with its end cut off when it is a flood; the cut says so in a line of its own. */
export class OutputLog {
  readonly #kept: Output[] = [];
  readonly #tell: (output: Output) => void;
  #length = 0;

  constructor(tell: (output: Output) => void = () => {}) {
    this.#tell = tell;
  }

  add({ stream, text }: Output): void {
    if (this.cut) return;
    const room = limit - this.#length;
    this.#length += text.length;
    if (room > 0) this.#keep({ stream, text: text.slice(0, room) });
    if (this.cut)
      this.#keep({
        stream: 'stderr',
        text: `\nThe server printed more than ${limit / 1024} KiB; the rest is not shown.\n`,
      });
  }

  get cut(): boolean {
    return this.#length > limit;
  }

  get all(): readonly Output[] {
    return this.#kept;
  }

  text(stream: Output['stream']): string {
    return this.#kept
      .filter((output) => output.stream === stream)
      .map(({ text }) => text)
      .join('');
  }

  #keep(output: Output): void {
    this.#kept.push(output);
    this.#tell(output);
  }
}
