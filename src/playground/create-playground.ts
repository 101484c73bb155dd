import { type AttemptFault, probeFault, sandboxFault } from '../attempt/faults.ts';
import type { openSession, Session } from '../attempt/open-session.ts';
import type { Exercise } from '../attempt/programs.ts';
import type { Step } from '../check/protocol.ts';
import { type Output, type Sandbox, SandboxFault } from '../sandbox/contract.ts';
import type { WireEvent } from '../wire/wire-event.ts';
import { next } from './next.ts';
import type { PlaygroundEvent } from './playground-event.ts';
import { type PlaygroundState, serverThere, untouched } from './playground-state.ts';

/** A playground that lives: it holds a state, takes wishes, and does in the world what follows from them. */
export interface Playground {
  readonly state: PlaygroundState;
  /** Starts the server on these files, anew where one runs. */
  run(files: Exercise['files']): void;
  stop(): void;
  /** Performs a step after those before it; without a server nothing happens. */
  perform(step: Step): void;
  /** Calls back after each change, with the state before it. */
  watch(look: (state: PlaygroundState, before: PlaygroundState) => void): void;
  /** Opens the sandbox ahead of the first run. A failure shows when a run needs it. */
  warm(): void;
  /** Ends what runs and lets the sandbox go: the next run opens another. */
  changeSandbox(): Promise<void>;
}

/** What a playground needs of the world. */
export interface PlaygroundParts {
  openSandbox(): Promise<Sandbox>;
  readonly openSession: typeof openSession;
  /** What is run beside the files: entry, clock, programs. */
  readonly server: Omit<Exercise, 'files'>;
}

export function createPlayground(parts: PlaygroundParts): Playground {
  let state = untouched;
  let sandbox: Promise<Sandbox> | null = null;
  let session: Session | null = null;
  let ending = new AbortController();
  let starting: Promise<void> = Promise.resolve();
  let queue: Promise<unknown> = Promise.resolve();
  const watchers = new Set<(state: PlaygroundState, before: PlaygroundState) => void>();

  function send(event: PlaygroundEvent): void {
    const before = state;
    state = next(before, event);
    if (state === before) return;
    if (state.life.kind === 'starting' && state.runs !== before.runs) starting = start(state.runs);
    if (state.life.kind === 'stopping' && before.life.kind !== 'stopping') void end(state.life.run);
    for (const look of watchers) look(state, before);
  }

  function open(): Promise<Sandbox> {
    sandbox ??= parts.openSandbox();
    return sandbox;
  }

  async function start(run: number): Promise<void> {
    const abort = new AbortController();
    ending = abort;
    queue = Promise.resolve();
    const events = gathered<WireEvent>((happened) => send({ kind: 'happened', run, events: happened }));
    const output = gathered<Output>((printed) => send({ kind: 'printed', run, output: printed }));
    try {
      // The client of a server that ended by itself is still there.
      await close();
      const host = await open();
      if (abort.signal.aborted) return;
      const exercise = { ...parts.server, files: state.ran ?? {} };
      const opened = await parts.openSession(host, exercise, {
        signal: abort.signal,
        onEvent: events,
        onOutput: output,
      });
      if (opened.kind === 'fault') return await down(run, opened.fault);
      session = opened.session;
      void opened.session.serverEnded.then((ended) => send({ kind: 'server-ended', run, end: ended }));
      send({ kind: 'came-up', run });
    } catch (thrown) {
      if (abort.signal.aborted) return;
      await down(run, faultOf(thrown));
    }
  }

  /** Where the place itself failed, the next run gets another. */
  async function down(run: number, fault: AttemptFault): Promise<void> {
    await close();
    if (fault.kind === 'sandbox' || fault.kind === 'probe') await letGo();
    send({ kind: 'went-down', run, fault });
  }

  async function end(run: number): Promise<void> {
    ending.abort(new Error('the learner asked for the end'));
    await starting;
    await close();
    send({ kind: 'went-down', run, fault: null });
  }

  async function close(): Promise<void> {
    const gone = session;
    session = null;
    await gone?.close().catch(() => undefined);
  }

  async function letGo(): Promise<void> {
    const gone = sandbox;
    sandbox = null;
    // Whether the host was ever there, or is already broken, is no news to whoever lets it go.
    await gone?.then((host) => host.dispose()).catch(() => undefined);
  }

  async function perform(run: number, step: Step): Promise<void> {
    if (session === null || serverThere(state.life) !== run) return send({ kind: 'step-ended', run, fault: null });
    const fault = await session.perform(step).catch(faultOf);
    send({ kind: 'step-ended', run, fault: fault ?? null });
    // A step that makes no sense is told and the next one performed; any other fault is the end of the probe.
    if (fault !== undefined && fault.kind !== 'script' && serverThere(state.life) === run) await down(run, fault);
  }

  return {
    get state() {
      return state;
    },
    run: (files) => send({ kind: 'run-asked', files }),
    stop: () => send({ kind: 'stop-asked' }),
    perform(step) {
      const run = state.runs;
      if (state.life.kind !== 'up') return;
      send({ kind: 'step-asked', run });
      queue = queue.then(() => perform(run, step));
    },
    watch: (look) => void watchers.add(look),
    warm() {
      const opening = open();
      // What failed ahead of need is tried again when it is needed, and told only then.
      opening.catch(() => {
        if (sandbox === opening) sandbox = null;
      });
    },
    async changeSandbox() {
      send({ kind: 'stop-asked' });
      await letGo();
    },
  };
}

/** Hands over in one piece what came in one turn: a flood is one change a turn. */
function gathered<T>(hand: (items: readonly T[]) => void): (item: T) => void {
  let waiting: T[] = [];
  return (item) => {
    if (waiting.push(item) > 1) return;
    setTimeout(() => {
      const items = waiting;
      waiting = [];
      hand(items);
    });
  };
}

/** What anything that was thrown means for the learner: it is never an answer to their code. */
function faultOf(thrown: unknown): AttemptFault {
  if (thrown instanceof SandboxFault) return sandboxFault(thrown);
  console.error(thrown);
  return probeFault(thrown instanceof Error ? thrown.message : String(thrown));
}
