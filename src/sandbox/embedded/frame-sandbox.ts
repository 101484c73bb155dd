import type { Files } from '../../files/files.ts';
import { type FromFrame, handshakeMessage, type ToFrame } from '../../runtime/frame/frame-protocol.ts';
import type { Ending } from '../../runtime/machine/running-process.ts';
import { type Program, type Sandbox, SandboxFault, type SpawnOptions } from '../contract.ts';
import { MachineProgram } from './machine-program.ts';
import { Pulse } from './pulse.ts';

/** Where the frame lies on the site. */
const frameUrl = '/sandbox.html';

const bootLimit = 20_000;
const port = 8080;

/**
 * The embedded host in the present page: a hidden frame of an opaque origin, in which programs run on Web Workers. Rejects
 * with a `SandboxFault` when the page is no secure context (Web Crypto is kept from it), when the frame cannot be loaded, or when its
 * first thread does not boot within 20 s.
 */
export async function openFrameSandbox(url: string = frameUrl): Promise<Sandbox> {
  if (!isSecureContext) {
    throw new SandboxFault(
      'unsupported',
      'The sandbox could not be started: this page came over plain HTTP, and there the browser offers no Web Crypto.',
      'Open the page over HTTPS or on localhost.',
    );
  }
  return new FrameSandbox(url, await openFrame(url));
}

/** A frame that has booted, and the way to speak with it. */
interface OpenFrame {
  readonly element: HTMLIFrameElement;
  readonly channel: MessagePort;
}

async function openFrame(url: string): Promise<OpenFrame> {
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts');
  element.hidden = true;
  element.title = 'Sandbox';
  element.src = url;
  try {
    await loaded(element);
    const { port1, port2 } = new MessageChannel();
    const ready = firstWord(port1);
    // The frame's origin is opaque: no target origin can be named.
    element.contentWindow?.postMessage(handshakeMessage, '*', [port2]);
    await ready;
    return { element, channel: port1 };
  } catch (error) {
    element.remove();
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
  readonly #url: string;
  readonly #programs = new Map<number, MachineProgram>();
  #frame: OpenFrame | undefined;
  #pulse: Pulse | undefined;
  #lastProgram = 0;
  #disposed = false;

  constructor(url: string, frame: OpenFrame) {
    this.#url = url;
    this.#attend(frame);
  }

  #attend(frame: OpenFrame): void {
    this.#frame = frame;
    this.#pulse = new Pulse(
      () => this.#say({ kind: 'ping' }),
      () => this.#lose(),
    );
    frame.channel.onmessage = ({ data }: MessageEvent<FromFrame>) => {
      this.#pulse?.felt();
      this.#receive(data);
    };
    // It was told where to go once: what loads a second document has lost the first one.
    frame.element.onload = () => this.#lose();
  }

  async freePort(): Promise<number> {
    this.#check();
    return port;
  }

  /** Opens a new frame where the old one was lost. */
  async mount(files: Files): Promise<void> {
    this.#check();
    if (!this.#frame) this.#attend(await openFrame(this.#url));
    this.#post({ kind: 'mount', files });
  }

  async spawn(entry: string, { root, preload, args = [], env = {} }: SpawnOptions): Promise<Program> {
    const number = ++this.#lastProgram;
    const program = new MachineProgram({
      write: (text) => this.#say({ kind: 'write', program: number, text }),
      taken: (characters) => this.#say({ kind: 'taken', program: number, characters }),
      kill: () => this.#say({ kind: 'kill', program: number }),
    });
    this.#post({ kind: 'spawn', program: number, entry, root, preload, args, env });
    this.#programs.set(number, program);
    this.#pulse?.feel(true);
    return program;
  }

  async dispose(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#close({ kind: 'died', signal: 'SIGKILL' });
  }

  /** The frame is gone, with everything that ran in it. */
  #lose(): void {
    if (this.#frame) this.#close({ kind: 'broken', reason: 'its frame does not answer any more' });
  }

  #close(ending: Ending): void {
    this.#pulse?.feel(false);
    this.#frame?.channel.close();
    if (this.#frame) this.#frame.element.onload = null;
    this.#frame?.element.remove();
    this.#frame = undefined;
    for (const program of this.#programs.values()) program.ended(ending);
    this.#programs.clear();
  }

  #receive(message: FromFrame): void {
    if (message.kind === 'output') this.#programs.get(message.program)?.printed(message.stream, message.text);
    if (message.kind !== 'ended') return;
    this.#programs.get(message.program)?.ended(message.ending);
    this.#programs.delete(message.program);
    if (this.#programs.size === 0) this.#pulse?.feel(false);
  }

  #post(message: ToFrame): void {
    this.#check();
    if (!this.#frame)
      throw new SandboxFault('lost', 'The sandbox was lost: its frame does not answer.', 'Run it again.');
    this.#say(message);
  }

  #say(message: ToFrame): void {
    this.#frame?.channel.postMessage(message);
  }

  #check(): void {
    if (this.#disposed) throw new SandboxFault('disposed', 'The sandbox was closed.', 'Open a new one.');
  }
}
