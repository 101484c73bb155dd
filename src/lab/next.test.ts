import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesOf } from './edits.ts';
import { aFault, anExercise, judged } from './lab.fixture.ts';
import type { LabEvent } from './lab-event.ts';
import { holds, type Judged, type LabState, runUnderWay, untouched } from './lab-state.ts';
import { next } from './next.ts';

const exercise = anExercise();
const idle = untouched(exercise);
const once = (...events: readonly LabEvent[]): LabState => events.reduce(next, idle);
const edited: LabEvent = { kind: 'edited', path: 'server.ts', text: 'repaired' };
const began = (check: number, run = 1): LabEvent => ({ kind: 'check-began', run, check });
const said = (check: number, passed: boolean, run = 1): LabEvent => ({
  kind: 'check-judged',
  run,
  check,
  judged: judged(passed),
});
const ended = (run = 1): LabEvent => ({ kind: 'run-ended', run, fault: null });
const run: LabEvent = { kind: 'run-asked' };
const stop: LabEvent = { kind: 'stop-asked' };
const whole = [run, began(0), said(0, true), began(1), said(1, false), began(2), said(2, true), ended()] as const;
const kinds = (state: LabState) => state.rows.map(({ kind }) => kind);

describe('a run', () => {
  it('shows every check from the start, and each verdict as it comes', () => {
    expect(kinds(idle)).toEqual(['not-run', 'not-run', 'not-run']);
    expect(kinds(once(run))).toEqual(['waiting', 'waiting', 'waiting']);
    expect(kinds(once(run, began(0), said(0, true), began(1)))).toEqual(['judged', 'running', 'waiting']);
    expect(kinds(once(...whole))).toEqual(['judged', 'judged', 'judged']);
  });

  it('starts, runs check after check, and is finished', () => {
    expect(once(run).life).toEqual({ kind: 'starting', run: 1 });
    expect(once(run, began(1)).life).toEqual({ kind: 'running', run: 1, check: 1 });
    expect(once(...whole).life).toEqual({ kind: 'finished' });
  });

  it('keeps what the last run saw in sight until it has seen something itself', () => {
    const again = once(...whole, run);
    expect(again.rows[1]).toEqual({ kind: 'waiting', last: judged(false) });
    expect(next(again, { kind: 'run-ended', run: 2, fault: aFault }).rows[1]).toEqual({
      kind: 'not-run',
      last: judged(false),
    });
  });

  it('ends in the fault that broke it, with the check it broke in, and no row turns red for it', () => {
    const broken = once(run, began(0), said(0, true), began(1), { kind: 'run-ended', run: 1, fault: aFault });
    expect(broken.life).toEqual({ kind: 'broken', fault: aFault, check: 'eavesdropper' });
    expect(kinds(broken)).toEqual(['judged', 'not-run', 'not-run']);
  });

  it('clears the console when it begins', () => {
    const printed = { stream: 'stdout', check: 'header', text: 'hello\n' } as const;
    const talked = once(run, { kind: 'printed', run: 1, printed });
    expect(talked.console.lines).toHaveLength(1);
    expect(next(next(talked, ended()), run).console.lines).toHaveLength(0);
  });
});

describe('stopping', () => {
  it('waits for the run to end and then is stopped', () => {
    const stopping = once(run, began(0), stop);
    expect(stopping.life).toEqual({ kind: 'stopping', run: 1, wants: 'stop' });
    expect(next(stopping, ended()).life).toEqual({ kind: 'stopped' });
  });

  it('is stopped even when what was stopped ended in a fault', () => {
    expect(once(run, began(0), stop, { kind: 'run-ended', run: 1, fault: aFault }).life).toEqual({ kind: 'stopped' });
  });

  it('takes no more verdicts', () => {
    expect(kinds(once(run, began(0), stop, said(0, false), ended()))).toEqual(['not-run', 'not-run', 'not-run']);
  });

  it('gives way to a run that is asked for meanwhile, which starts when the first has ended', () => {
    const waiting = once(run, began(0), stop, run);
    expect(runUnderWay(waiting.life)).toBe(1);
    expect(next(waiting, ended()).life).toEqual({ kind: 'starting', run: 2 });
  });
});

describe('running by itself after an edit', () => {
  it('does not happen before the first run by hand', () => {
    expect(once(edited, { kind: 'paused' }).life).toEqual({ kind: 'idle' });
  });

  it('starts at the pause in typing', () => {
    expect(once(...whole, edited, { kind: 'paused' }).life).toEqual({ kind: 'starting', run: 2 });
  });

  it('gives up a run of older code and begins with the new', () => {
    const giving = once(run, began(0), edited, { kind: 'paused' });
    expect(giving.life).toEqual({ kind: 'stopping', run: 1, wants: 'run' });
    const again = next(giving, ended());
    expect(again.life).toEqual({ kind: 'starting', run: 2 });
    expect(again.ran).toBe(again.edits);
  });

  it('does not happen when switched off, when nothing changed, or after stop was asked', () => {
    expect(once(...whole, { kind: 'auto-run', on: false }, edited, { kind: 'paused' }).life).toEqual({
      kind: 'finished',
    });
    expect(once(...whole, { kind: 'paused' }).life).toEqual({ kind: 'finished' });
    expect(once(run, began(0), edited, stop, { kind: 'paused' }).life).toMatchObject({
      kind: 'stopping',
      wants: 'stop',
    });
  });
});

describe('the learner’s work', () => {
  it('changes no file that is read-only, hidden or not there', () => {
    for (const path of ['tokens.ts', 'package.json', 'nowhere.ts']) {
      expect(next(idle, { kind: 'edited', path, text: 'x' })).toBe(idle);
    }
  });

  it('comes back after a reset, and the reset can be brought back in turn', () => {
    const reset = once(edited, { kind: 'reset', path: null });
    expect(reset.edits).toEqual({});
    expect(reset.undo?.what).toBe('the reset of all files');
    const undone = next(reset, { kind: 'undone' });
    expect(filesOf(exercise.files, undone.edits)['server.ts']).toBe('repaired');
    expect(next(undone, { kind: 'undone' }).edits).toEqual({});
  });

  it('is kept when the solution is shown', () => {
    const solved = once(edited, { kind: 'added', path: 'mine.ts' }, { kind: 'solved' });
    expect(filesOf(exercise.files, solved.edits)).toEqual(exercise.solution);
    expect(filesOf(exercise.files, next(solved, { kind: 'undone' }).edits)).toMatchObject({
      'server.ts': 'repaired',
      'mine.ts': '',
    });
  });

  it('may add, rename and remove files, but not the server’s main module', () => {
    const added = once({ kind: 'added', path: 'rooms.ts' });
    expect(added.shown).toEqual({ path: 'rooms.ts' });
    const renamed = next(added, { kind: 'renamed', path: 'rooms.ts', to: 'lib/rooms.ts' });
    expect(renamed.shown).toEqual({ path: 'lib/rooms.ts' });
    const removed = next(renamed, { kind: 'removed', path: 'lib/rooms.ts' });
    expect(removed.shown.path).toBe('server.ts');
    expect(removed.edits).toEqual({});
    expect(next(idle, { kind: 'removed', path: 'server.ts' })).toBe(idle);
  });

  it('holds the lesson only when every core check passed on the very files that are there now', () => {
    const passed = once(run, said(0, true), said(1, true), said(2, false), ended());
    expect(holds(passed)).toBe(true);
    expect(holds(next(passed, edited))).toBe(false);
    expect(holds(once(...whole))).toBe(false);
  });

  it('opens the hints of a check one by one and no further than there are', () => {
    const hint: LabEvent = { kind: 'hint-opened', check: 'header' };
    expect(once(hint).hints).toEqual({ header: 1 });
    expect(once(hint, hint, hint, hint, hint).hints).toEqual({ header: 4 });
    expect(once({ kind: 'hint-opened', check: 'no such' })).toBe(idle);
  });
});

describe('whatever happens, in whatever order', () => {
  const anyRun = fc.integer({ min: 1, max: 4 });
  const anyCheck = fc.integer({ min: 0, max: 2 });
  const anyPath = fc.constantFrom('server.ts', 'tokens.ts', 'mine.ts', 'package.json');
  const anEvent: fc.Arbitrary<LabEvent> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('edited' as const), path: anyPath, text: fc.string() }) },
    fc.record({ kind: fc.constantFrom('added' as const, 'removed' as const, 'opened' as const), path: anyPath }),
    fc.record({ kind: fc.constant('reset' as const), path: fc.option(anyPath) }),
    fc.record({ kind: fc.constantFrom('solved' as const, 'undone' as const, 'paused' as const) }),
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('run-asked' as const, 'stop-asked' as const) }) },
    fc.record({ kind: fc.constant('auto-run' as const), on: fc.boolean() }),
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('check-began' as const), run: anyRun, check: anyCheck }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('check-judged' as const),
        run: anyRun,
        check: anyCheck,
        judged: fc.boolean().map(judged),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('run-ended' as const),
        run: anyRun,
        fault: fc.option(fc.constant(aFault)),
      }),
    },
  );
  const history = fc.array(anEvent, { maxLength: 60 });
  const pairs = (events: readonly LabEvent[], look: (before: LabState, event: LabEvent, now: LabState) => void) => {
    let state = idle;
    for (const event of events) {
      const now = next(state, event);
      look(state, event, now);
      state = now;
    }
  };
  const always = (look: (before: LabState, event: LabEvent, now: LabState) => void) =>
    fc.assert(
      fc.property(history, (events) => pairs(events, look)),
      { numRuns: 500 },
    );

  it('a run starts only when none is under way', () => {
    always((before, event, now) => {
      const [old, young] = [runUnderWay(before.life), runUnderWay(now.life)];
      if (young === null || young === old) return;
      const oldEnded = old === null || (event.kind === 'run-ended' && event.run === old);
      expect(oldEnded).toBe(true);
      expect(now.life).toEqual({ kind: 'starting', run: before.runs + 1 });
    });
  });

  it('a run that was asked to stop ends stopped, whatever it says meanwhile', () => {
    always((before, event, now) => {
      if (before.life.kind !== 'stopping' || before.life.wants !== 'stop' || event.kind === 'run-asked') return;
      const itEnded = event.kind === 'run-ended' && event.run === before.life.run;
      expect(now.life).toEqual(itEnded ? { kind: 'stopped' } : before.life);
    });
  });

  it('a row is red only when a check was judged so', () => {
    always((before, event, now) => {
      const red = (state: LabState) => state.rows.map((row) => row.kind === 'judged' && !row.judged.passed);
      const more = red(now).some((isRed, index) => isRed && !red(before)[index]);
      if (more)
        expect(event).toMatchObject({ kind: 'check-judged', judged: { passed: false } satisfies Partial<Judged> });
    });
  });

  it('rows and checks are as many, and none waits when no run is under way', () => {
    always((_before, _event, now) => {
      expect(now.rows).toHaveLength(exercise.checks.length);
      if (runUnderWay(now.life) !== null) return;
      expect(now.rows.filter(({ kind }) => kind === 'waiting' || kind === 'running')).toEqual([]);
    });
  });

  it('files change only by the learner’s hand, and what one action replaces comes back by undoing it', () => {
    always((before, event, now) => {
      if (now.edits === before.edits) return;
      expect(['edited', 'added', 'removed', 'reset', 'solved', 'undone']).toContain(event.kind);
      if (event.kind === 'edited' || event.kind === 'added') return;
      expect(next(now, { kind: 'undone' }).edits).toEqual(before.edits);
    });
  });

  it('the file that is shown is there', () => {
    always((_before, _event, now) => {
      expect(Object.keys(filesOf(exercise.files, now.edits))).toContain(now.shown.path);
    });
  });
});
