import type { ShareMeter } from './watchdog.ts';

const burst = 40;
const pause = 40;

/**
 * What the measuring thread runs: it is busy for some milliseconds and answers how many of them it ran. A clock that leaps
 * between two looks shows that the thread had no processor meanwhile.
 */
const source = `onmessage = ({ data }) => {
  const begin = performance.now();
  let last = begin, lost = 0;
  while (last - begin < data) {
    const now = performance.now();
    if (now - last > 2) lost += now - last;
    last = now;
  }
  postMessage([last - begin - lost, last - begin]);
};`;

/**
 * Tells how much of a processor a busy thread gets at present, where nobody can ask for a thread's own time: a thread of ours
 * is busy for a while, and sees what it gets itself. It is made with the first question and rests between two questions.
 */
export class ShareWorker {
  #worker: Worker | undefined;
  #failed = false;
  readonly #measuring = new Set<(ran: number, of: number) => void>();
  #busy = false;

  measure(): ShareMeter {
    const sum = { ran: 0, of: 0 };
    const begun = performance.now();
    const add = (ran: number, of: number): void => {
      sum.ran += ran;
      sum.of += of;
    };
    this.#measuring.add(add);
    this.#next();
    return {
      // No word at all is the word of a machine that has no time for the thread that measures.
      share: async () => {
        if (this.#failed) return 1;
        return sum.of === 0 ? burst / Math.max(burst, performance.now() - begun) : sum.ran / sum.of;
      },
      stop: () => this.#measuring.delete(add),
    };
  }

  dispose(): void {
    this.#worker?.terminate();
  }

  #next(): void {
    if (this.#busy || this.#failed || this.#measuring.size === 0) return;
    this.#busy = true;
    this.#worker ??= this.#make();
    this.#worker.postMessage(burst);
  }

  #make(): Worker {
    const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
    worker.onmessage = ({ data: [ran, of] }: MessageEvent<[number, number]>) => {
      for (const add of this.#measuring) add(ran, of);
      setTimeout(() => {
        this.#busy = false;
        this.#next();
      }, pause);
    };
    worker.onerror = () => {
      this.#failed = true;
    };
    return worker;
  }
}
