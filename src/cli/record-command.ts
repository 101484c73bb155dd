import { mkdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Lesson } from '../lesson/course.ts';
import { type Fault, formatFault } from '../lesson/fault.ts';
import { type Places, readLessons } from '../lesson/read-lessons.ts';
import { faultOf } from './gate/findings.ts';
import { type Job, jobsOf } from './gate/jobs.ts';
import { isFresh, recordingDifference, recordingOf } from './gate/recordings.ts';
import { runJobs } from './gate/run-jobs.ts';
import { openHost } from './hosts.ts';
import { folderNamed, folderOf, lessonsOf, shelfOf, unknownNames } from './lessons.ts';
import { readPrograms } from './programs.ts';
import { progressLine } from './progress-line.ts';

/**
 * `course record`: plays the checks against the solution, and the experiments, on plain Node, and writes what happened. A run that does not
 * come out as it must is not recorded. Resolves to the exit code.
 */
export async function recordCommand(
  places: Places,
  names: readonly string[],
  options: { readonly all?: boolean },
  signal: AbortSignal,
): Promise<number> {
  const unknown = await unknownNames(places, names);
  if (unknown.length > 0) {
    for (const line of unknown) console.error(line);
    return 2;
  }
  const { course, faults } = await readLessons(places);
  const folders = await Promise.all(names.map((name) => folderNamed(places, name)));
  const lessons = (course ? lessonsOf(course) : []).filter(
    (lesson) => names.length === 0 || folders.includes(folderOf(lesson)),
  );
  const unread = folders.filter((folder) => folder && !lessons.some((lesson) => folderOf(lesson) === folder));
  // Where no lesson was named, all that hinders one from being read is told, but not what `record` is about to mend.
  const isReason = ({ file }: Fault) =>
    unread.some((folder) => file.includes(`${folder}/`)) || (!course && /(^|\/)course\.yaml$/.test(file));
  for (const fault of faults) if (isReason(fault)) console.log(formatFault(fault));
  let code = unread.length > 0 || !course ? 1 : 0;
  for (const lesson of lessons) code = Math.max(code, await recordLesson(lesson, places, options.all ?? false, signal));
  return code;
}

async function recordLesson(lesson: Lesson, places: Places, all: boolean, signal: AbortSignal): Promise<number> {
  const folder = join(places.courseDir, folderOf(lesson), 'recordings');
  const recorded = jobsOf(lesson).filter((job) => job.recorded !== undefined);
  const due = recorded.filter((job) => all || !isFresh(job, lesson.recordings[nameOf(job)]));
  const line = progressLine(process.stderr);
  let runs = 0;
  const outcomes = await runJobs(due, {
    workers: Math.min(4, availableParallelism()),
    openSandbox: () => openHost('node'),
    programs: await readPrograms(places.engineDir),
    signal,
    onOutcome: () => line.show(`${lesson.id}: ${++runs} of ${due.length} runs`),
  }).finally(() => line.clear());
  await mkdir(folder, { recursive: true });
  let written = 0;
  let failed = 0;
  for (const outcome of outcomes) {
    const fault = faultOf(outcome, lesson, shelfOf(places));
    if (fault || outcome.kind === 'fault') {
      failed += 1;
      if (fault) console.log(formatFault(fault));
      continue;
    }
    const before = lesson.recordings[nameOf(outcome.job)];
    if (isFresh(outcome.job, before) && recordingDifference(outcome, before) === undefined) continue;
    await writeFile(join(folder, `${nameOf(outcome.job)}.wsrec`), recordingOf(outcome, 'node'));
    written += 1;
  }
  const names = new Set(recorded.map(nameOf));
  const left = Object.keys(lesson.recordings).filter((id) => !names.has(id));
  for (const id of left) await rm(join(folder, `${id}.wsrec`));
  const removed = left.length > 0 ? `, ${left.length} removed` : '';
  console.log(
    `${lesson.id}: ${written} written, ${recorded.length - written - failed} up to date${removed}${failed > 0 ? `, ${failed} failed` : ''}`,
  );
  return failed > 0 ? 1 : 0;
}

function nameOf(job: Job): string {
  return job.recorded ?? job.id;
}
