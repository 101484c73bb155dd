import type { FromProgram } from '../protocol.ts';
import type { Carrier, ProgramThread } from './carrier.ts';

/** A thread whose boot has begun; `ready` settles when Node's library is up on it. */
export interface SpareThread {
  readonly thread: ProgramThread;
  readonly ready: Promise<void>;
  /** Hands the thread over: from now on everything it says goes to this listener. */
  attach(listen: (message: FromProgram) => void, failed: (reason: string) => void): void;
}

/** Boots threads ahead, so that a program starts on one that is ready. */
export class SpareThreads {
  readonly #carrier: Carrier;
  readonly #count: number;
  readonly #spares: SpareThread[] = [];
  #disposed = false;

  constructor(carrier: Carrier, count: number) {
    this.#carrier = carrier;
    this.#count = count;
    this.#refill();
  }

  /** The oldest spare; another one is begun as soon as it is ready, so that they do not compete. */
  take(): SpareThread {
    const spare = this.#spares.shift() ?? boot(this.#carrier);
    spare.ready.then(
      () => this.#refill(),
      () => {},
    );
    return spare;
  }

  async booted(): Promise<void> {
    await this.#spares[0]?.ready;
  }

  #refill(): void {
    while (!this.#disposed && this.#spares.length < this.#count) this.#spares.push(boot(this.#carrier));
  }

  dispose(): void {
    this.#disposed = true;
    for (const { thread } of this.#spares.splice(0)) thread.terminate();
  }
}

function boot(carrier: Carrier): SpareThread {
  let listen = (_message: FromProgram): void => {};
  let failed = (_reason: string): void => {};
  let thread: ProgramThread | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    thread = carrier.startThread({
      message(message) {
        if (message && 'kind' in message && message.kind === 'ready') resolve();
        else listen(message);
      },
      failed(reason) {
        reject(new Error(reason));
        failed(reason);
      },
    });
  });
  ready.catch(() => {});
  return {
    thread: thread as ProgramThread,
    ready,
    attach(listenNow, failedNow) {
      thread?.hold();
      listen = listenNow;
      failed = failedNow;
      ready.catch((error: Error) => failedNow(error.message));
    },
  };
}
