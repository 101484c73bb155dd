import { dirname } from 'node:path';
import type { Lesson } from '../../lesson/course.ts';
import type { Fault } from '../../lesson/fault.ts';
import type { HostName } from '../../sandbox/contract.ts';
import { type Course, coursesOf } from '../../wire/course.ts';
import { normalise } from '../../wire/normalise.ts';
import { readRecording, writeRecording } from '../../wire/recording.ts';
import type { Shelf } from './findings.ts';
import { type Job, stampOf } from './jobs.ts';
import type { Outcome } from './run-jobs.ts';

/** The text of a recording of an outcome. */
export function recordingOf(outcome: Extract<Outcome, { kind: 'judged' }>, host: HostName): string {
  const { job, transcript } = outcome;
  const header = { wsrec: 1, id: `${job.lesson}/${job.recorded ?? job.id}`, host, made: stampOf(job) } as const;
  return writeRecording({ header, transcript: normalise(transcript) });
}

/** Whether a recording was made by this job, as far as its first line tells. */
export function isFresh(job: Job, recording: string | undefined): boolean {
  if (recording === undefined) return false;
  try {
    return readRecording(recording).header.made === stampOf(job);
  } catch {
    return false;
  }
}

/** A fault of the recording of this name; of all of them where there is no name. */
export interface RecordingFault {
  readonly id?: string;
  readonly fault: Fault;
}

/** Recordings that are missing, that something else made, that nothing makes any more. */
export function recordingFaults(lesson: Lesson, jobs: readonly Job[], shelf: Shelf): readonly RecordingFault[] {
  const recorded = jobs.filter((job) => job.recorded !== undefined);
  const folder = dirname(lesson.file);
  const again = `run \`npm run course -- record ${lesson.slug}\``;
  const at = (id: string, expected: string, found: string, remedy: string): RecordingFault => {
    const file = shelf.name(folder, 'recordings', `${id}.wsrec`);
    return { id, fault: { file, line: 1, column: 1, expected, found, remedy } };
  };
  if (recorded.length > 0 && Object.keys(lesson.recordings).length === 0) {
    const { fault } = at('', 'recordings of its checks and experiments', 'none', again);
    return [{ fault: { ...fault, file: shelf.name(folder, 'recordings') } }];
  }
  const lacking = recorded.flatMap((job) => {
    const id = job.recorded ?? job.id;
    const recording = lesson.recordings[id];
    if (recording === undefined) return [at(id, `a recording of \`${id}\``, 'no such file', again)];
    if (isFresh(job, recording)) return [];
    return [at(id, `a recording of \`${id}\` as it is now`, 'one of an earlier server or script', again)];
  });
  const ids = new Set(recorded.map((job) => job.recorded));
  const left = Object.keys(lesson.recordings).filter((id) => !ids.has(id));
  return [
    ...lacking,
    ...left.map((id) => at(id, 'a check or experiment of this name', 'none', `${again}, which removes it`)),
  ];
}

/** Where a run and its recording went different ways; nothing where they did not, or where the recording is not of this job. */
export function recordingDifference(outcome: Outcome, recording: string | undefined): string | undefined {
  if (outcome.kind === 'fault' || recording === undefined || !isFresh(outcome.job, recording)) return undefined;
  return firstDifference(coursesOf(readRecording(recording).transcript), coursesOf(outcome.transcript));
}

/** The first place where two runs of one script differ, in words. */
export function firstDifference(before: readonly Course[], after: readonly Course[]): string | undefined {
  for (const [index, one] of before.entries()) {
    const other = after[index];
    if (other?.client !== one.client) return `${one.client} on one side, ${other?.client ?? 'nobody'} on the other`;
    for (const direction of ['sent', 'received'] as const) {
      const line = Math.max(one[direction].length, other[direction].length);
      for (let i = 0; i < line; i++) {
        const [a = 'nothing', b = 'nothing'] = [one[direction][i], other[direction][i]];
        if (a !== b)
          return `${one.client} ${direction} “${a.slice(0, 120)}” on one side, “${b.slice(0, 120)}” on the other`;
      }
    }
  }
  return after.length > before.length ? `${after[before.length]?.client} only on one side` : undefined;
}
