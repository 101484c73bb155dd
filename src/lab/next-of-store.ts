import type { StoreEvent } from './lab-event.ts';
import type { LabState } from './lab-state.ts';
import { withWork, workOf } from './saved-work.ts';

/** What the store's answers change. */
export function nextOfStore(state: LabState, event: StoreEvent): LabState {
  switch (event.kind) {
    case 'restored':
      return withWork(state, event.work);
    case 'saved':
      return sameWork(state, event.work) ? { ...state, saving: { kind: 'saved', at: event.at } } : state;
    case 'save-failed':
      return { ...state, saving: { kind: 'failed', says: event.says } };
  }
}

/** The state's work is what was written, not something newer: "Saved" is never said of a keystroke that is not. */
function sameWork(state: LabState, written: ReturnType<typeof workOf>): boolean {
  const now = workOf(state, written.at);
  return (
    now.edits === written.edits &&
    now.hints === written.hints &&
    now.undo === written.undo &&
    now.shown === written.shown &&
    now.autoRun === written.autoRun
  );
}
