import type { Progress } from './progress.ts';
import { fields, isId } from './read-fact.ts';
import { readProgress } from './read-progress.ts';
import { isWork, type Work } from './work-store.ts';

/** All that is kept of a learner: progress, and the work of labs by lesson. */
export interface Kept {
  readonly progress: Progress;
  readonly work: Readonly<Record<string, Work>>;
}

/** A progress file that was read. `name` is the learner's own word and may hold anything: show it as text only. */
export interface KeptFile {
  readonly name: string;
  /** ISO 8601. */
  readonly exported: string;
  readonly kept: Kept;
}

/** A file that is none: a sentence for the one who chose it. */
export interface FileFault {
  readonly says: string;
}

const FORMAT = 'handshake-progress';
const LONGEST_NAME = 80;
/** A diligent learner's file has some 200 kB. */
export const LARGEST_FILE_BYTES = 8 * 1024 * 1024;

/** What is said of a file over that. */
export const tooLarge: FileFault = { says: 'It is larger than 8 MB; a progress file is far smaller.' };

/** The text of the file that `readKeptFile` reads again without loss. */
export function keptFile(kept: Kept, name: string, exported: Date): string {
  const file = { format: FORMAT, name: name.slice(0, LONGEST_NAME), exported: exported.toISOString(), ...kept };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** Reads a file of any origin. */
export function readKeptFile(text: string): KeptFile | FileFault {
  if (text.length > LARGEST_FILE_BYTES) return tooLarge;
  const json = parsed(text);
  if (json === undefined) return { says: 'It is not JSON. Choose a file that “Export” has written.' };
  const file = fields(json);
  if (file?.['format'] !== FORMAT)
    return { says: 'It is JSON, but no progress file. Choose one that “Export” has written.' };
  const progress = readProgress(file['progress']);
  if ('damage' in progress) {
    return progress.damage === 'newer'
      ? { says: 'It was written by a newer edition of this site. Reload the page and try again.' }
      : { says: `It is damaged: expected ${progress.expected}, found ${progress.found}.` };
  }
  const work = fields(file['work']) ?? {};
  const broken = Object.entries(work).find(([lesson, one]) => !isId(lesson) || !isWork(one));
  if (broken !== undefined)
    return {
      says: `It is damaged: expected the work of a lab, found it broken for ${JSON.stringify(broken[0].slice(0, 80))}.`,
    };
  const { name, exported } = file;
  return {
    name: typeof name === 'string' ? name.slice(0, LONGEST_NAME) : '',
    exported: typeof exported === 'string' ? exported.slice(0, 30) : '',
    kept: { progress, work: work as Kept['work'] },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
