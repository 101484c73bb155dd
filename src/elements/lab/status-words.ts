import { holds, type LabState } from '../../lab/lab-state.ts';
import type { FilePosition } from '../../lesson/exercise.ts';

/** What the lab says of itself in one line: what is happening, what went wrong and the way on, or what was reached. */
export interface StatusWords {
  readonly tone: 'quiet' | 'busy' | 'fault' | 'holds';
  readonly says: string;
  readonly wayOn?: string;
  readonly place?: FilePosition;
}

/** `seconds`: how long the run has been under way. Nothing is said of a lab that waits for its first run or of one whose table says it all. */
export function statusWords(state: LabState, seconds: number): StatusWords | undefined {
  const { life } = state;
  const time = seconds < 2 ? '' : `, ${seconds} s`;
  switch (life.kind) {
    case 'idle':
      return undefined;
    case 'starting':
      return { tone: 'busy', says: `Starting Node in your browser${time}` };
    case 'running': {
      const check = state.exercise.checks[life.check];
      return { tone: 'busy', says: `Attempt ${life.check + 1} of ${state.rows.length}${time}: ${check?.title ?? ''}` };
    }
    case 'stopping':
      return { tone: 'busy', says: life.wants === 'run' ? 'Starting again with your edit' : `Stopping${time}` };
    case 'stopped':
      return { tone: 'quiet', says: 'Stopped. Rows without a verdict were not tried to their end.' };
    case 'broken': {
      const { message, hint, file, line } = life.fault;
      const check = state.exercise.checks.find(({ id }) => id === life.check);
      const during = check === undefined ? '' : ` It was at “${check.title}”.`;
      const place = file === undefined ? {} : { place: line === undefined ? { path: file } : { path: file, line } };
      return { tone: 'fault', says: message + during, wayOn: hint, ...place };
    }
    case 'finished':
      if (holds(state)) return { tone: 'holds', says: heldWords(state) };
      return state.ran === state.edits
        ? undefined
        : { tone: 'quiet', says: 'You have edited since. The table shows the run before your edits.' };
  }
}

function heldWords({ exercise, rows }: LabState): string {
  const core = exercise.checks.filter((check) => check.core).length;
  const open = rows.filter((row) => row.kind !== 'judged' || !row.judged.passed).length;
  if (rows.length === 1) return 'It holds: the attempt is as expected.';
  if (open === 0) return `It holds: all ${rows.length} attempts are as expected.`;
  const held = core === 1 ? 'the core attempt is' : `all ${core} core attempts are`;
  return `It holds: ${held} as expected. ${open} beyond ${core === 1 ? 'it' : 'them'} ${open === 1 ? 'is' : 'are'} still open.`;
}

/** `14:02`, in the learner's own way to write the time. */
export function clockTime(at: number, locale?: string): string {
  return new Date(at).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
}

/** What the line below the editor says of the learner's work. */
export function savedWords(saving: LabState['saving']): string {
  switch (saving.kind) {
    case 'nothing':
    case 'unsaved':
      return '';
    case 'saved':
      return `Saved ${clockTime(saving.at)}`;
    case 'failed':
      return saving.says;
  }
}
