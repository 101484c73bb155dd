import type { Files } from '../../files/files.ts';
import { type FromFrame, handshakeMessage, type ToFrame } from '../../runtime/frame/frame-protocol.ts';
import { type Program, type Sandbox, SandboxFault, type SpawnOptions } from '../contract.ts';
import { MachineProgram } from './machine-program.ts';

/** Where the frame lies on the site. */
export const frameUrl = '/sandbox.html';

const bootLimit = 20_000;
const port = 8080;

/**
 * The embedded host in the present page: a hidden frame of an opaque origin, in which programs run on Web Workers. Rejects
 * with a `SandboxFault` when the frame cannot be loaded or its first thread does not boot within 20 s.
 */
export async function openFrameSandbox(url: string = frameUrl): Promise<Sandbox> {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.hidden = true;
  frame.title = 'Sandbox';
  frame.src = url;
  try {
    await loaded(frame);
    const channel = new MessageChannel();
    const ready = firstWord(channel.port1);
    // The frame's origin is opaque: no target origin can be named.
    frame.contentWindow?.postMessage(handshakeMessage, '*', [channel.port2]);
    await ready;
    return new FrameSandbox(frame, channel.port1);
  } catch (error) {
    frame.remove();
    throw error;
  }
}

function notStarted(reason: string): SandboxFault {
  return new SandboxFault(
    'not-started',
    `The sandbox could not be started: ${reason}.`,
    'Reload the page, then try again.',
  );
}

function loaded(frame: HTMLIFrameElement): Promise<void> {
  return within(bootLimit, 'its frame did not load', (resolve) => {
    frame.onload = () => resolve();
    document.body.append(frame);
  });
}

/** A frame that could not be loaded looks like one that was: only its first message tells. */
function firstWord(channel: MessagePort): Promise<void> {
  return within(bootLimit, 'its frame does not answer', (resolve, reject) => {
    channel.onmessage = ({ data }: MessageEvent<FromFrame>) => {
      if (data.kind === 'failed') reject(notStarted(data.reason));
      else resolve();
    };
  });
}

type Settle = (resolve: () => void, reject: (error: unknown) => void) => void;

function within(milliseconds: number, otherwise: string, settle: Settle): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(notStarted(otherwise)), milliseconds);
    settle(
      () => {
        clearTimeout(timer);
        resolve();
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}

class FrameSandbox implements Sandbox {
  readonly host = 'embedded';
  readonly #frame: HTMLIFrameElement;
  readonly #channel: MessagePort;
  readonly #programs = new Map<number, MachineProgram>();
  #lastProgram = 0;
  #disposed = false;

  constructor(frame: HTMLIFrameElement, channel: MessagePort) {
    this.#frame = frame;
    this.#channel = channel;
    channel.onmessage = ({ data }: MessageEvent<FromFrame>) => this.#receive(data);
  }

  async freePort(): Promise<number> {
    this.#check();
    return port;
  }

  async mount(files: Files): Promise<void> {
    this.#post({ kind: 'mount', files });
  }

  async spawn(entry: string, { root, preload, args = [], env = {} }: SpawnOptions): Promise<Program> {
    const number = ++this.#lastProgram;
    const program = new MachineProgram({
      write: (text) => this.#post({ kind: 'write', program: number, text }),
      taken: (characters) => this.#say({ kind: 'taken', program: number, characters }),
      kill: () => this.#say({ kind: 'kill', program: number }),
    });
    this.#post({ kind: 'spawn', program: number, entry, root, preload, args, env });
    this.#programs.set(number, program);
    return program;
  }

  async dispose(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#channel.close();
    this.#frame.remove();
    for (const program of this.#programs.values()) program.ended({ kind: 'died', signal: 'SIGKILL' });
    this.#programs.clear();
  }

  #receive(message: FromFrame): void {
    if (message.kind === 'output') this.#programs.get(message.program)?.printed(message.stream, message.text);
    if (message.kind !== 'ended') return;
    this.#programs.get(message.program)?.ended(message.ending);
    this.#programs.delete(message.program);
  }

  #post(message: ToFrame): void {
    this.#check();
    this.#say(message);
  }

  #say(message: ToFrame): void {
    if (!this.#disposed) this.#channel.postMessage(message);
  }

  #check(): void {
    if (this.#disposed) throw new SandboxFault('disposed', 'The sandbox was closed.', 'Open a new one.');
  }
}
