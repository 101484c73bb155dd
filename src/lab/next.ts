import type { LabEvent } from './lab-event.ts';
import type { LabState } from './lab-state.ts';
import { nextOfRun } from './next-of-run.ts';
import { nextOfStore } from './next-of-store.ts';
import { nextOfWork } from './next-of-work.ts';

/**
 * The lab after an event. Pure: what has to be done in the world (start a run, end it, write the work) follows from how the
 * state before differs from the state after, and is done by `createLab`. An event that makes no difference returns the same object.
 */
export function next(state: LabState, event: LabEvent): LabState {
  switch (event.kind) {
    case 'edited':
    case 'opened':
    case 'added':
    case 'removed':
    case 'renamed':
    case 'reset':
    case 'solved':
    case 'undone':
    case 'conflict-settled':
    case 'hint-opened':
      return nextOfWork(state, event);
    case 'auto-run':
    case 'run-asked':
    case 'stop-asked':
    case 'paused':
    case 'check-began':
    case 'printed':
    case 'check-judged':
    case 'run-ended':
      return nextOfRun(state, event);
    case 'restored':
    case 'saved':
    case 'save-failed':
      return nextOfStore(state, event);
  }
}
