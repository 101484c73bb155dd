import { type AttemptFault, probeFault, sandboxFault } from '../attempt/faults.ts';
import type { Programs } from '../attempt/programs.ts';
import type { runCheck } from '../attempt/run-check.ts';
import type { Check } from '../check/check.ts';
import type { Verdict } from '../check/verdict.ts';
import type { Files } from '../files/files.ts';
import type { Exercise } from '../lesson/exercise.ts';
import { type Output, type Sandbox, SandboxFault } from '../sandbox/contract.ts';
import type { Transcript } from '../wire/wire-event.ts';
import { filesOf } from './edits.ts';
import type { LabEvent } from './lab-event.ts';
import { type Judged, type LabState, runUnderWay, untouched } from './lab-state.ts';
import { next } from './next.ts';
import { readSavedWork, type WorkStore, workOf } from './saved-work.ts';

/** A lab that lives: it holds a state, takes events, and does in the world what follows from them. */
export interface Lab {
  readonly state: LabState;
  send(event: LabEvent): void;
  /** Calls back after each change, with the state before it; gives the way to end that. */
  watch(look: (state: LabState, before: LabState) => void): () => void;
  /** Opens the sandbox ahead of the first run. A failure shows when a run needs it. */
  warm(): void;
  /** Ends what runs and lets the sandbox go: the next run opens another. */
  changeSandbox(): Promise<void>;
  /** Writes what is not written yet, before it returns: for a page that goes. */
  flush(): void;
  /** Ends what runs, frees the sandbox and writes what is left to write. */
  dispose(): Promise<void>;
}

/** What a lab needs of the world. */
export interface LabParts {
  openSandbox(): Promise<Sandbox>;
  readonly programs: Programs;
  readonly runCheck: typeof runCheck;
  readonly judge: (check: Check, transcript: Transcript) => readonly Verdict[];
  readonly store: WorkStore;
  /** Epoch milliseconds. */
  now(): number;
}

/** Milliseconds: a pause in typing that runs the checks; how long a keystroke may be unwritten; how long a run may take to end when asked to. */
export const labTimes = { pause: 400, save: 200, end: 5_000 } as const;

/** Brings a lab to life, with the work that the store holds. */
export function createLab(exercise: Exercise, parts: LabParts): Lab {
  let state = untouched(exercise);
  const watchers = new Set<(state: LabState, before: LabState) => void>();
  const queue: LabEvent[] = [];
  let isSending = false;
  let sandbox: Promise<Sandbox> | null = null;
  let ending = new AbortController();
  let pause: ReturnType<typeof setTimeout> | undefined;
  let saving: ReturnType<typeof setTimeout> | undefined;

  function send(event: LabEvent): void {
    // A watcher may send too: its event waits until all have seen the change before it.
    queue.push(event);
    if (isSending) return;
    isSending = true;
    try {
      for (let current = queue.shift(); current !== undefined; current = queue.shift()) take(current);
    } finally {
      isSending = false;
    }
  }

  function take(event: LabEvent): void {
    const before = state;
    state = next(before, event);
    if (state === before) return;
    act(before);
    for (const look of watchers) look(state, before);
  }

  /** Does what the difference between two states asks for. */
  function act(before: LabState): void {
    if (state.life.kind === 'starting' && state.runs !== before.runs) void run(state.runs);
    if (state.life.kind === 'stopping' && before.life.kind !== 'stopping') ending.abort();
    if (state.edits !== before.edits) {
      clearTimeout(pause);
      pause = setTimeout(() => send({ kind: 'paused' }), labTimes.pause);
    }
    if (state.saving.kind !== 'unsaved') return;
    // What a browser may take its time to commit is already on the doorstep when the tab is killed.
    parts.store.writeNow(exercise.id, workOf(state, parts.now()));
    saving ??= setTimeout(save, labTimes.save);
  }

  function save(): void {
    saving = undefined;
    const work = workOf(state, parts.now());
    parts.store.write(exercise.id, work).then(
      () => send({ kind: 'saved', at: work.at, work }),
      (error: unknown) => send({ kind: 'save-failed', says: wordsOf(error) }),
    );
  }

  function flush(): void {
    if (state.saving.kind === 'unsaved') parts.store.writeNow(exercise.id, workOf(state, parts.now()));
  }

  function open(): Promise<Sandbox> {
    sandbox ??= parts.openSandbox();
    return sandbox;
  }

  async function letGo(): Promise<void> {
    const gone = sandbox;
    sandbox = null;
    // Whether the host was ever there, or is already broken, is no news to whoever lets it go.
    await gone?.then((host) => host.dispose()).catch(() => undefined);
  }

  async function run(number: number): Promise<void> {
    const abort = new AbortController();
    ending = abort;
    const fault = await runChecks(number, abort.signal).catch(faultOf);
    // Where the place itself failed, the next run gets another.
    if (fault?.kind === 'sandbox' || fault?.kind === 'probe') await letGo();
    send({ kind: 'run-ended', run: number, fault });
  }

  /** Tries the checks in order on the files as they are now. Comes to what ended the run before its end; `null` when nothing did, or a stop. */
  async function runChecks(number: number, signal: AbortSignal): Promise<AttemptFault | null> {
    const files = filesOf(exercise.files, state.edits);
    const host = await unlessAborted(open(), signal, 0);
    if (host === 'stopped' || host === 'too late') return null;
    for (const [index, check] of exercise.checks.entries()) {
      send({ kind: 'check-began', run: number, check: index });
      const outcome = await unlessAborted(tryCheck(host, check, files, number, signal), signal, labTimes.end);
      if (outcome === 'too late') await letGo();
      if (outcome === 'stopped' || outcome === 'too late') return null;
      if ('kind' in outcome) return outcome;
      send({ kind: 'check-judged', run: number, check: index, judged: outcome });
    }
    return null;
  }

  async function tryCheck(
    sandbox: Sandbox,
    check: Check,
    files: Files,
    number: number,
    signal: AbortSignal,
  ): Promise<Judged | AttemptFault> {
    const { entry, clock } = exercise;
    const onOutput = (output: Output) =>
      send({ kind: 'printed', run: number, printed: { ...output, check: check.id } });
    const subject = { files, entry, clock, programs: parts.programs };
    const run = await parts.runCheck(sandbox, subject, check.script, { signal, onOutput });
    if (run.kind === 'fault') return run.fault;
    const verdicts = parts.judge(check, run.transcript);
    return { passed: verdicts.every(({ passed }) => passed), verdicts, transcript: run.transcript, host: sandbox.host };
  }

  const ready = parts.store.read(exercise.id).then((stored) => {
    const work = readSavedWork(stored);
    if (work !== undefined) send({ kind: 'restored', work });
  });
  ready.catch((error: unknown) =>
    send({ kind: 'save-failed', says: error instanceof Error ? error.message : String(error) }),
  );

  return {
    get state() {
      return state;
    },
    send,
    watch(look) {
      watchers.add(look);
      return () => watchers.delete(look);
    },
    warm() {
      const opening = open();
      // What failed ahead of need is tried again when it is needed, and told only then.
      opening.catch(() => {
        if (sandbox === opening) sandbox = null;
      });
    },
    async changeSandbox() {
      if (runUnderWay(state.life) !== null) send({ kind: 'stop-asked' });
      await letGo();
    },
    flush,
    async dispose() {
      clearTimeout(pause);
      clearTimeout(saving);
      flush();
      watchers.clear();
      if (runUnderWay(state.life) !== null) send({ kind: 'stop-asked' });
      await letGo();
    },
  };
}

/**
 * What `work` comes to, unless it is stopped: then `stopped`, as soon as `work` has ended; or `too late`, when it has not within
 * `graceMs` of the signal.
 */
async function unlessAborted<T>(
  work: Promise<T>,
  signal: AbortSignal,
  graceMs: number,
): Promise<T | 'stopped' | 'too late'> {
  const life = new AbortController();
  const late = new Promise<'too late'>((resolve) => {
    const asked = () => {
      const timer = setTimeout(() => resolve('too late'), graceMs);
      life.signal.addEventListener('abort', () => clearTimeout(timer));
    };
    if (signal.aborted) asked();
    else signal.addEventListener('abort', asked, { signal: life.signal });
  });
  try {
    const first = await Promise.race([work, late]);
    return signal.aborted && first !== 'too late' ? 'stopped' : first;
  } catch (thrown) {
    if (signal.aborted) return 'stopped';
    throw thrown;
  } finally {
    life.abort();
  }
}

/** What anything that was thrown means for the learner: it is never an answer to their code. */
function faultOf(thrown: unknown): AttemptFault {
  if (thrown instanceof SandboxFault) return sandboxFault(thrown);
  console.error(thrown);
  return probeFault(wordsOf(thrown));
}

function wordsOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
