import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AttemptFault } from '../attempt/faults.ts';
import type { CheckRun } from '../attempt/run-check.ts';
import type { Files } from '../files/files.ts';
import { type Sandbox, SandboxFault } from '../sandbox/contract.ts';
import type { WireEvent } from '../wire/wire-event.ts';
import { createLab, type LabParts, labTimes } from './create-lab.ts';
import { aFault, anExercise } from './lab.fixture.ts';
import { runUnderWay } from './lab-state.ts';
import type { SavedWork } from './saved-work.ts';

const exercise = anExercise();
const alive = (yes: boolean): WireEvent => ({ kind: 'alive', client: '', at: 0, alive: yes });

interface Attempt {
  readonly files: Files;
  readonly signal: AbortSignal | undefined;
  /** Lets the check come to an end: as expected, not as expected, in a fault, or with a bug. */
  readonly end: (outcome: 'pass' | 'fail' | AttemptFault | Error) => void;
}

const lostSandbox: AttemptFault = { kind: 'sandbox', message: 'The sandbox is gone.', hint: 'Run again.' };

/** A world in which every check waits to be told how it goes, and ends when its signal says so if it is `obedient`. */
function aWorld(kept?: unknown, obedient = false) {
  const attempts: Attempt[] = [];
  const written: SavedWork[] = [];
  const doorstep: SavedWork[] = [];
  const counts = { opened: 0, disposed: 0, atOnce: 0, mostAtOnce: 0 };
  const parts: LabParts = {
    async openSandbox() {
      counts.opened += 1;
      const dispose = async () => {
        counts.disposed += 1;
      };
      return { host: 'embedded', dispose } as unknown as Sandbox;
    },
    async runCheck(_sandbox, { files }, _script, { signal } = {}) {
      counts.mostAtOnce = Math.max(counts.mostAtOnce, ++counts.atOnce);
      const { promise, resolve, reject } = Promise.withResolvers<CheckRun>();
      const end: Attempt['end'] = (outcome) => {
        if (outcome instanceof Error) reject(outcome);
        else if (typeof outcome === 'string')
          resolve({ kind: 'transcript', transcript: [alive(outcome === 'pass')], output: [] });
        else resolve({ kind: 'fault', fault: outcome, transcript: [], output: [] });
      };
      if (obedient) signal?.addEventListener('abort', () => reject(signal.reason));
      attempts.push({ files, signal, end });
      return promise.finally(() => (counts.atOnce -= 1));
    },
    judge: (_check, [event]) => [
      { passed: event?.kind === 'alive' && event.alive, expected: 'alive', observed: event?.kind ?? 'nothing' },
    ],
    programs: { probe: {}, harness: {} },
    store: {
      read: async () => kept,
      write: async (_id, work) => void written.push(work),
      writeNow: (_id, work) => void doorstep.push(work),
    },
    now: () => Date.now(),
  };
  const lab = createLab(exercise, parts);
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return { lab, attempts, written, doorstep, counts, parts, settle };
}

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

describe('a lab', () => {
  it('tries check after check on the learner’s files and ends finished', async () => {
    const { lab, attempts, settle } = aWorld();
    lab.send({ kind: 'edited', path: 'server.ts', text: 'repaired' });
    lab.send({ kind: 'run-asked' });
    for (const index of [0, 1, 2]) {
      await settle();
      expect(lab.state.life).toEqual({ kind: 'running', run: 1, check: index });
      attempts[index]?.end(index === 1 ? 'fail' : 'pass');
    }
    await settle();
    expect(lab.state.life).toEqual({ kind: 'finished' });
    expect(lab.state.rows.map((row) => row.kind === 'judged' && row.judged.passed)).toEqual([true, false, true]);
    expect(attempts[0]?.files).toMatchObject({ 'server.ts': 'repaired', 'package.json': '{}' });
    await lab.dispose();
  });

  it('opens one sandbox for all runs, ahead of the first when warmed', async () => {
    const { lab, attempts, counts, settle } = aWorld();
    lab.warm();
    expect(counts.opened).toBe(1);
    for (const run of [1, 2]) {
      lab.send({ kind: 'run-asked' });
      for (const index of [0, 1, 2]) {
        await settle();
        attempts[(run - 1) * 3 + index]?.end('pass');
      }
      await settle();
    }
    expect(lab.state.runs).toBe(2);
    expect(counts.opened).toBe(1);
    await lab.dispose();
    expect(counts.disposed).toBe(1);
  });

  it('stops through the signal, and starts the next run when the first has ended', async () => {
    const { lab, attempts, settle } = aWorld();
    lab.send({ kind: 'run-asked' });
    await settle();
    lab.send({ kind: 'run-asked' });
    expect(attempts[0]?.signal?.aborted).toBe(true);
    await settle();
    expect(attempts).toHaveLength(1);
    attempts[0]?.end(new Error('aborted'));
    await settle();
    expect(attempts).toHaveLength(2);
    lab.send({ kind: 'stop-asked' });
    attempts[1]?.end('pass');
    await settle();
    expect(lab.state.life).toEqual({ kind: 'stopped' });
    await lab.dispose();
  });

  it('does not wait for ever for a run that does not end: its sandbox goes, the next run gets another', async () => {
    const { lab, attempts, counts, settle } = aWorld();
    lab.send({ kind: 'run-asked' });
    await settle();
    lab.send({ kind: 'stop-asked' });
    await vi.advanceTimersByTimeAsync(labTimes.end);
    expect(lab.state.life).toEqual({ kind: 'stopped' });
    expect(counts.disposed).toBe(1);
    lab.send({ kind: 'run-asked' });
    await settle();
    expect(counts.opened).toBe(2);
    expect(attempts).toHaveLength(2);
    await lab.dispose();
  });

  it('is broken by a fault, with no red row, and goes on in the same sandbox where that is still there', async () => {
    const { lab, attempts, counts, settle } = aWorld();
    lab.send({ kind: 'run-asked' });
    await settle();
    attempts[0]?.end(aFault);
    await settle();
    expect(lab.state.life).toMatchObject({ kind: 'broken', check: 'header' });
    expect(lab.state.rows.every(({ kind }) => kind === 'not-run')).toBe(true);
    expect(counts).toMatchObject({ opened: 1, disposed: 0 });
    lab.send({ kind: 'run-asked' });
    await settle();
    attempts[1]?.end(lostSandbox);
    await settle();
    expect(counts.disposed).toBe(1);
    await lab.dispose();
  });

  it('is broken when no sandbox opens, and tries again with the next run', async () => {
    const { parts } = aWorld();
    let tries = 0;
    const openSandbox = () =>
      ++tries === 1
        ? Promise.reject(new SandboxFault('boot-timeout', 'It did not start.', 'Run again.'))
        : parts.openSandbox();
    const lab = createLab(exercise, { ...parts, openSandbox });
    lab.send({ kind: 'run-asked' });
    await vi.advanceTimersByTimeAsync(0);
    expect(lab.state.life).toMatchObject({
      kind: 'broken',
      check: null,
      fault: { message: 'It did not start.', hint: 'Run again.' },
    });
    lab.send({ kind: 'run-asked' });
    await vi.advanceTimersByTimeAsync(0);
    expect(lab.state.life).toMatchObject({ kind: 'running' });
    await lab.dispose();
  });

  it('tries again, when it runs, what failed to open ahead of that', async () => {
    const { parts } = aWorld();
    let tries = 0;
    const openSandbox = () => (++tries === 1 ? Promise.reject(new Error('offline')) : parts.openSandbox());
    const lab = createLab(exercise, { ...parts, openSandbox });
    lab.warm();
    await vi.advanceTimersByTimeAsync(0);
    lab.send({ kind: 'run-asked' });
    await vi.advanceTimersByTimeAsync(0);
    expect(lab.state.life).toMatchObject({ kind: 'running' });
    await lab.dispose();
  });

  it('runs by itself 400 ms after the last keystroke, once there was a run', async () => {
    const { lab, attempts, settle } = aWorld();
    lab.send({ kind: 'run-asked' });
    for (const index of [0, 1, 2]) {
      await settle();
      attempts[index]?.end('fail');
    }
    await settle();
    for (const text of ['r', 're', 'rep']) {
      lab.send({ kind: 'edited', path: 'server.ts', text });
      await vi.advanceTimersByTimeAsync(labTimes.pause - 1);
    }
    expect(lab.state.runs).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(lab.state.runs).toBe(2);
    expect(attempts[3]?.files['server.ts']).toBe('rep');
    await lab.dispose();
  });
});

describe('the work in a lab', () => {
  const work: SavedWork = {
    version: exercise.version,
    at: 42,
    edits: { 'server.ts': { from: 'starter', to: 'kept' } },
    shown: 'tokens.ts',
    autoRun: false,
    hints: { header: 2 },
    undo: null,
  };

  it('is on the doorstep at once and in the store within 300 ms of a keystroke, and then says so', async () => {
    const { lab, written, doorstep } = aWorld();
    lab.send({ kind: 'edited', path: 'server.ts', text: 'r' });
    expect(doorstep.at(-1)?.edits).toEqual({ 'server.ts': { from: 'starter', to: 'r' } });
    await vi.advanceTimersByTimeAsync(150);
    lab.send({ kind: 'edited', path: 'server.ts', text: 're' });
    expect(lab.state.saving).toEqual({ kind: 'unsaved' });
    await vi.advanceTimersByTimeAsync(150);
    expect(written.at(-1)?.edits['server.ts']?.to).toBe('re');
    expect(lab.state.saving).toMatchObject({ kind: 'saved' });
    await lab.dispose();
  });

  it('never says that it is saved while a newer keystroke is not', async () => {
    const { parts } = aWorld();
    const { promise, resolve } = Promise.withResolvers<void>();
    const lab = createLab(exercise, { ...parts, store: { ...parts.store, write: () => promise } });
    lab.send({ kind: 'edited', path: 'server.ts', text: 'r' });
    await vi.advanceTimersByTimeAsync(labTimes.save);
    lab.send({ kind: 'edited', path: 'server.ts', text: 're' });
    resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(lab.state.saving).toEqual({ kind: 'unsaved' });
    await lab.dispose();
  });

  it('says when the browser does not take it', async () => {
    const { parts } = aWorld();
    const write = () => Promise.reject(new Error('The browser lets this site keep nothing.'));
    const lab = createLab(exercise, { ...parts, store: { ...parts.store, write } });
    lab.send({ kind: 'edited', path: 'server.ts', text: 'r' });
    await vi.advanceTimersByTimeAsync(labTimes.save);
    expect(lab.state.saving).toEqual({ kind: 'failed', says: 'The browser lets this site keep nothing.' });
    await lab.dispose();
  });

  it('comes back with the file that was shown, the hints and the switch', async () => {
    const { lab, settle } = aWorld(work);
    await settle();
    expect(lab.state).toMatchObject({
      edits: work.edits,
      shown: { path: 'tokens.ts' },
      hints: { header: 2 },
      autoRun: false,
      saving: { kind: 'saved', at: 42 },
    });
    await lab.dispose();
  });

  it('comes back under what was typed before the store answered; undoing that gives the kept text', async () => {
    const { lab, settle } = aWorld(work);
    lab.send({ kind: 'edited', path: 'server.ts', text: 'typed at once' });
    await settle();
    expect(lab.state.edits['server.ts']?.to).toBe('typed at once');
    lab.send({ kind: 'undone' });
    expect(lab.state.edits['server.ts']?.to).toBe('kept');
    await lab.dispose();
  });

  it.each([
    undefined,
    null,
    'x',
    [],
    {},
    { ...work, edits: { 'server.ts': 'text' } },
    { ...work, hints: { header: -1 } },
  ])('is left alone when what the store holds is not work: %j', async (kept) => {
    const { lab, settle } = aWorld(kept);
    await settle();
    expect(lab.state.edits).toEqual({});
    await lab.dispose();
  });
});

describe('whatever the learner and the sandbox do', () => {
  const anAct = fc.oneof(
    fc.constantFrom('run' as const, 'stop' as const, 'edit' as const, 'fault' as const, 'pass' as const),
    fc.constantFrom('pass' as const, 'fail' as const, 'wait' as const),
  );

  it('at most one check is under way, and a stop brings the lab to rest', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anAct, { maxLength: 30 }), async (acts) => {
        const { lab, attempts, counts, settle } = aWorld(undefined, true);
        for (const [index, act] of acts.entries()) {
          if (act === 'run') lab.send({ kind: 'run-asked' });
          else if (act === 'stop') lab.send({ kind: 'stop-asked' });
          else if (act === 'edit') lab.send({ kind: 'edited', path: 'server.ts', text: String(index) });
          else if (act === 'wait') await vi.advanceTimersByTimeAsync(labTimes.pause);
          else attempts.at(-1)?.end(act === 'fault' ? aFault : act);
          await settle();
        }
        lab.send({ kind: 'auto-run', on: false });
        lab.send({ kind: 'stop-asked' });
        await settle();
        expect(runUnderWay(lab.state.life)).toBeNull();
        expect(counts.mostAtOnce).toBeLessThanOrEqual(1);
        expect(lab.state.rows.filter(({ kind }) => kind === 'running' || kind === 'waiting')).toEqual([]);
        await lab.dispose();
      }),
      { numRuns: 100 },
    );
  });
});
