import type { AttemptFault } from '../attempt/faults.ts';
import { emptyConsole, print } from './console-log.ts';
import type { LearnerEvent, RunEvent } from './lab-event.ts';
import { type Judged, type LabState, type Row, runUnderWay } from './lab-state.ts';

type LifeEvent = RunEvent | Extract<LearnerEvent, { readonly kind: 'auto-run' | 'run-asked' | 'stop-asked' }>;

/** What asking for a run, asking for its end, and the words of a run change. Words of a run that was given up change nothing. */
export function nextOfRun(state: LabState, event: LifeEvent): LabState {
  const { life } = state;
  switch (event.kind) {
    case 'auto-run':
      return event.on === state.autoRun ? state : { ...state, autoRun: event.on, saving: { kind: 'unsaved' } };
    case 'run-asked':
      return runUnderWay(life) === null ? started(state) : stopping(state, 'run');
    case 'paused':
      // Before a first run by hand nothing runs by itself: the learner is to predict, then to run.
      if (!state.autoRun || state.ran === null || state.ran === state.edits) return state;
      // Whoever asked to stop has stopped: only asking for a run starts another.
      if (life.kind === 'stopping' && life.wants === 'stop') return state;
      return runUnderWay(life) === null ? started(state) : stopping(state, 'run');
    case 'stop-asked':
      return runUnderWay(life) === null ? state : stopping(state, 'stop');
    case 'check-began':
      if (!concerns(state, event.run)) return state;
      return {
        ...state,
        life: { kind: 'running', run: event.run, check: event.check },
        rows: withRow(state.rows, event.check, (row) => ({ kind: 'running', last: lastOf(row) })),
      };
    case 'printed':
      return runUnderWay(life) === event.run ? { ...state, console: print(state.console, event.printed) } : state;
    case 'check-judged':
      if (!concerns(state, event.run)) return state;
      return { ...state, rows: withRow(state.rows, event.check, () => ({ kind: 'judged', judged: event.judged })) };
    case 'run-ended':
      return runUnderWay(life) === event.run ? ended(state, event.fault) : state;
  }
}

function started(state: LabState): LabState {
  const run = state.runs + 1;
  return {
    ...state,
    runs: run,
    life: { kind: 'starting', run },
    rows: state.rows.map((row) => ({ kind: 'waiting', last: lastOf(row) })),
    ran: state.edits,
    console: emptyConsole,
  };
}

function stopping(state: LabState, wants: 'stop' | 'run'): LabState {
  const run = runUnderWay(state.life);
  if (run === null) return state;
  return { ...state, life: { kind: 'stopping', run, wants } };
}

function ended(state: LabState, fault: AttemptFault | null): LabState {
  const { life } = state;
  if (life.kind === 'stopping') {
    const stopped = { ...state, life: { kind: 'stopped' }, rows: state.rows.map(givenUp) } as const;
    return life.wants === 'run' ? started(stopped) : stopped;
  }
  if (fault === null) return { ...state, life: { kind: 'finished' }, rows: state.rows.map(givenUp) };
  const check = life.kind === 'running' ? (state.exercise.checks[life.check]?.id ?? null) : null;
  return { ...state, life: { kind: 'broken', fault, check }, rows: state.rows.map(givenUp) };
}

/** Only a run that nobody has asked to end may change rows. */
function concerns(state: LabState, run: number): boolean {
  return (state.life.kind === 'starting' || state.life.kind === 'running') && state.life.run === run;
}

function withRow(rows: readonly Row[], index: number, change: (row: Row) => Row): readonly Row[] {
  return rows.map((row, at) => (at === index ? change(row) : row));
}

function givenUp(row: Row): Row {
  return row.kind === 'judged' ? row : { kind: 'not-run', last: row.last };
}

function lastOf(row: Row): Judged | null {
  return row.kind === 'judged' ? row.judged : row.last;
}
