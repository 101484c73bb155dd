import type { Attachment, Loopback } from '../network/loopback.ts';
import { isBatch, transferOf } from '../network/operation-batch.ts';
import type { FromProgram, Run } from '../protocol.ts';
import type { Carrier } from './carrier.ts';
import type { SpareThread } from './spare-threads.ts';
import { SubtleHost } from './subtle-host.ts';
import { Watchdog } from './watchdog.ts';

/** How a program ended. */
export type Ending =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'died'; readonly signal: string }
  /** It did not answer for `responseLimit` and was stopped. */
  | { readonly kind: 'unresponsive' }
  /** Its thread failed, which no program can cause by itself. */
  | { readonly kind: 'broken'; readonly reason: string };

/** What the machine tells of a program. */
export interface ProcessListener {
  printed(stream: 'stdout' | 'stderr', text: string): void;
  ended(ending: Ending): void;
}

/** One program on its thread: its network, its output, its end. */
export class RunningProcess {
  readonly #spare: SpareThread;
  readonly #listener: ProcessListener;
  readonly #gone: () => void;
  readonly #network: Attachment;
  readonly #watchdog: Watchdog;
  readonly #subtle = new SubtleHost();
  #ended = false;

  constructor(carrier: Carrier, network: Loopback, spare: SpareThread, listener: ProcessListener, gone: () => void) {
    this.#spare = spare;
    this.#listener = listener;
    this.#gone = gone;
    const { thread } = spare;
    this.#watchdog = new Watchdog({
      now: () => carrier.now(),
      ping: () => thread.post({ kind: 'ping' }, []),
      measureShare: () => thread.measureShare(),
      unresponsive: () => this.#end({ kind: 'unresponsive' }),
    });
    spare.attach(
      (message) => this.#hear(message),
      (reason) => this.#end({ kind: 'broken', reason }),
    );
    this.#network = network.attach((batch) => {
      if (!this.#ended) thread.post(batch, transferOf(batch));
    });
  }

  start(run: Run): void {
    this.#spare.ready.then(
      () => {
        if (this.#ended) return;
        this.#spare.thread.post({ kind: 'run', run }, []);
        this.#watchdog.start();
      },
      () => {},
    );
  }

  write(text: string): void {
    if (!this.#ended) this.#spare.thread.post({ kind: 'stdin', text }, []);
  }

  /** The reader has taken so many characters of output. */
  taken(characters: number): void {
    if (!this.#ended) this.#spare.thread.post({ kind: 'printed', bytes: characters }, []);
  }

  kill(): void {
    this.#end({ kind: 'died', signal: 'SIGKILL' });
  }

  /** A program that has the raw globals can say anything: what makes no sense ends it, and nobody else. */
  #hear(message: FromProgram): void {
    if (this.#ended) return;
    try {
      this.#receive(message);
    } catch (error) {
      this.#end({ kind: 'broken', reason: `it sent a message that makes no sense (${(error as Error).message})` });
    }
  }

  #receive(message: FromProgram): void {
    this.#watchdog.heard();
    if (isBatch(message)) {
      this.#network.receive(message);
      return;
    }
    switch (message.kind) {
      case 'output':
        this.#listener.printed(message.stream, message.text);
        return;
      case 'exit':
        this.#end({ kind: 'exited', code: message.code });
        return;
      case 'died':
        this.#end({ kind: 'died', signal: message.signal });
        return;
      case 'broken':
        this.#end({ kind: 'broken', reason: message.message });
        return;
      case 'subtle':
        this.#subtle.perform(message.call).then((answer) => {
          if (!this.#ended) this.#spare.thread.post({ kind: 'subtle', answer }, []);
        });
        return;
      case 'ready':
      case 'pong':
        return;
    }
  }

  #end(ending: Ending): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#watchdog.stop();
    this.#spare.thread.terminate();
    this.#network.detach();
    this.#gone();
    this.#listener.ended(ending);
  }
}
