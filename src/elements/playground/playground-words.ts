import type { PlaygroundState } from '../../playground/playground-state.ts';
import type { Standing } from '../../playground/standing.ts';

export interface ServerWords {
  readonly tone: 'quiet' | 'busy' | 'fault' | 'up';
  readonly says: string;
  readonly wayOn?: string;
}

/** What is said of the server; `isEdited`: the files are no longer those that it was started with. */
export function serverWords({ life, refusal }: PlaygroundState, isEdited: boolean): ServerWords {
  switch (life.kind) {
    case 'down':
      return { tone: 'quiet', says: 'The server is not running. Run it, or connect.' };
    case 'starting':
      return { tone: 'busy', says: 'The server starts' };
    case 'stopping':
      return { tone: 'busy', says: life.wants === 'run' ? 'The server starts again' : 'The server is stopped' };
    case 'ended':
      return {
        tone: 'fault',
        says: `The server ended: ${endWords(life.end)}.`,
        wayOn: 'The console has what it printed. Run it again.',
      };
    case 'broken':
      return { tone: 'fault', says: life.fault.message, wayOn: life.fault.hint };
    case 'up':
      if (refusal !== null) return { tone: 'fault', says: refusal.message };
      return isEdited
        ? { tone: 'quiet', says: 'The server runs the code as it was. Run again to start it with your edits.' }
        : { tone: 'up', says: 'The server listens.' };
  }
}

function endWords({ exit, threw }: { readonly exit: object; readonly threw?: string }): string {
  if (threw !== undefined) return threw.replace(/\.$/, '');
  if ('code' in exit) return `exit code ${exit.code}`;
  return 'signal' in exit ? String(exit.signal) : 'the sandbox stopped it';
}

/** A connection's standing in a few words, and whether it is good, bad or neither. */
export function standingWords(standing: Standing): { readonly tone: 'ok' | 'no' | 'waiting'; readonly says: string } {
  switch (standing.kind) {
    case 'connecting':
      return { tone: 'waiting', says: 'no answer yet' };
    case 'open':
      return { tone: 'ok', says: standing.protocol === '' ? 'open' : `open, speaks ${standing.protocol}` };
    case 'refused':
      return { tone: 'no', says: `refused: ${standing.status} ${standing.reason}`.trim() };
    case 'failed':
      return { tone: 'no', says: `failed: ${standing.says}` };
    case 'closed':
      return { tone: 'waiting', says: `closed ${standing.says}` };
    case 'answered':
      return {
        tone: standing.status < 400 ? 'ok' : 'no',
        says: `answered: ${standing.status} ${standing.reason}`.trim(),
      };
  }
}

/** How far a clock was moved: `as it is`, `90 s ahead`, `10 min ahead`. */
export function aheadWords(seconds: number): string {
  if (seconds === 0) return 'as it is';
  return seconds % 60 === 0 ? `${seconds / 60} min ahead` : `${seconds} s ahead`;
}
