import type { Check } from '../check/check.ts';
import type { Exercise } from '../lesson/exercise.ts';
import type { Sandbox } from '../sandbox/contract.ts';
import type { Printed } from './console-log.ts';
import { filesOf } from './edits.ts';
import type { LabEvent } from './lab-event.ts';
import { type Fault, type Judged, type LabState, runUnderWay, untouched } from './lab-state.ts';
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
  /** Writes what is not written yet, before it returns: for a page that goes. */
  flush(): void;
  /** Ends what runs, frees the sandbox and writes what is left to write. */
  dispose(): Promise<void>;
}

/** What a lab needs of the world. */
export interface LabParts {
  openSandbox(): Promise<Sandbox>;
  /** Runs one check on the files and judges it. Rejects, within its limits, only when something is wrong with the machine or the program. */
  tryCheck(check: Check, attempt: Attempt): Promise<Judged>;
  /** Says of whatever was thrown what it means for the learner. */
  faultOf(thrown: unknown, files: Attempt['files']): Fault;
  /** Whether the sandbox can go on after a fault; otherwise the next run opens another. */
  survives(fault: Fault): boolean;
  readonly store: WorkStore;
  /** Epoch milliseconds. */
  now(): number;
}

export interface Attempt {
  readonly sandbox: Sandbox;
  readonly exercise: Exercise;
  readonly files: Exercise['files'];
  readonly signal: AbortSignal;
  readonly printed: (printed: Printed) => void;
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
      (error: unknown) => send({ kind: 'save-failed', says: error instanceof Error ? error.message : String(error) }),
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
    const files = filesOf(exercise.files, state.edits);
    const stopped = new Promise<'stopped'>((resolve) =>
      abort.signal.addEventListener('abort', () => resolve('stopped')),
    );
    let fault: Fault | null = null;
    try {
      const host = await Promise.race([open(), stopped]);
      if (host !== 'stopped') await runChecks(number, { sandbox: host, exercise, files, signal: abort.signal });
    } catch (thrown) {
      fault = parts.faultOf(thrown, files);
      if (!parts.survives(fault)) await letGo();
    }
    send({ kind: 'run-ended', run: number, fault });
  }

  async function runChecks(number: number, attempt: Omit<Attempt, 'printed'>): Promise<void> {
    for (const [index, check] of exercise.checks.entries()) {
      if (attempt.signal.aborted) return;
      send({ kind: 'check-began', run: number, check: index });
      const printed = (line: Printed) => send({ kind: 'printed', run: number, printed: line });
      const outcome = await endsInTime(parts.tryCheck(check, { ...attempt, printed }), attempt.signal);
      if (outcome === 'too late') return letGo();
      if (outcome !== 'stopped') send({ kind: 'check-judged', run: number, check: index, judged: outcome });
    }
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
      open().catch(() => undefined);
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

/** What a check comes to, or that it was stopped; `too late` when it was asked to end and has not ended by itself. */
async function endsInTime(outcome: Promise<Judged>, signal: AbortSignal): Promise<Judged | 'stopped' | 'too late'> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'too late'>((resolve) => {
    const asked = () => {
      timer = setTimeout(() => resolve('too late'), labTimes.end);
    };
    if (signal.aborted) asked();
    else signal.addEventListener('abort', asked);
  });
  try {
    const first = await Promise.race([outcome, late]);
    return signal.aborted && first !== 'too late' ? 'stopped' : first;
  } catch (thrown) {
    if (signal.aborted) return 'stopped';
    throw thrown;
  } finally {
    clearTimeout(timer);
  }
}
