import { readEvent } from '../wire/read-event.ts';
import type { Transcript } from '../wire/wire-event.ts';

/** The events of a recording (`.wsrec`: JSON Lines; a line without a `kind` says what made it). Throws an EventFault on a bad line. */
export function readRecording(text: string): Transcript {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): unknown => JSON.parse(line))
    .filter((value) => value !== null && typeof value === 'object' && 'kind' in value)
    .map(readEvent);
}
