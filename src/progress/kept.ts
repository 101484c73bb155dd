import type { Kept, KeptFile } from './kept-file.ts';
import type { Progress } from './progress.ts';
import { ASIDE_PREFIX, type ProgressStore } from './progress-store.ts';
import type { Shelf } from './shelf.ts';
import { readKept, WORK_PREFIX, type Work, type WorkStore } from './work-store.ts';

/** How much is kept of each thing: what an erasing takes. */
export interface Counts {
  readonly answers: number;
  readonly runs: number;
  readonly labs: number;
  readonly setAside: number;
}

/** All that is kept, for a file: what is known now, and the work on the shelf. */
export async function allKept(shelf: Shelf, progress: Progress): Promise<Kept> {
  const work = [...(await shelf.entries())].flatMap(([key, value]): [string, Work][] => {
    const kept = key.startsWith(WORK_PREFIX) ? readKept(value)?.work : undefined;
    return kept === undefined ? [] : [[key.slice(WORK_PREFIX.length), kept]];
  });
  return { progress, work: Object.fromEntries(work) };
}

/** Joins a file's progress and work to what is here. Rejects with `NotKept` when the browser does not take the work. */
export async function takeInKept({ kept }: KeptFile, store: ProgressStore, work: WorkStore): Promise<void> {
  await store.takeIn(kept.progress);
  for (const [lesson, one] of Object.entries(kept.work)) await work.takeIn(lesson, one);
}

export async function countKept(shelf: Shelf, { facts }: Progress): Promise<Counts> {
  const keys = [...(await shelf.entries()).keys()];
  return {
    answers: facts.filter((fact) => fact.kind === 'answered').length,
    runs: facts.filter((fact) => fact.kind === 'ran').length,
    labs: keys.filter((key) => key.startsWith(WORK_PREFIX)).length,
    setAside: keys.filter((key) => key.startsWith(ASIDE_PREFIX)).length,
  };
}

/** The damaged values that lie aside, as they were found. */
export async function keptAside(shelf: Shelf): Promise<readonly unknown[]> {
  return [...(await shelf.entries())].filter(([key]) => key.startsWith(ASIDE_PREFIX)).map(([, value]) => value);
}
