import { dirname } from 'node:path';
import type { Lesson } from '../../lesson/course.ts';
import type { Fault } from '../../lesson/fault.ts';
import { emptyFaults, faultOf, type Shelf } from './findings.ts';
import { jobsOf } from './jobs.ts';
import { recordingDifference, recordingFaults } from './recordings.ts';
import { type Outcome, type Running, runJobs } from './run-jobs.ts';

export interface Gated {
  readonly outcomes: readonly Outcome[];
  readonly faults: readonly Fault[];
  /** How many runs were repeated alone, since they had gone wrong beside others. */
  readonly repeated: number;
}

/** As many wrong runs may be the doing of their neighbours; more are the lesson's. */
const FEW = 8;

/**
 * The authors' gate: the starter fails what it should and nothing else, the solution passes all, every wrong answer is refused by the checks
 * that name it, every other right answer passes, every experiment shows what its text says, no check passes on nothing, and recordings are of what is there.
 */
export async function gateLesson(lesson: Lesson, shelf: Shelf, running: Running): Promise<Gated> {
  const jobs = jobsOf(lesson);
  const judge = (outcome: Outcome) => faultOf(outcome, lesson, shelf) ?? differenceFault(outcome, lesson, shelf);
  const first = await runJobs(jobs, running);
  const wrong = first.filter((outcome) => judge(outcome) !== undefined);
  // Deadlines of a second pass in real time: what went wrong on a crowded machine counts only if it does so alone.
  const repeats = running.workers > 1 && wrong.length <= FEW ? wrong.map(({ job }) => job) : [];
  const second = new Map((await runJobs(repeats, { ...running, workers: 1 })).map((outcome) => [outcome.job, outcome]));
  const outcomes = first.map((outcome) => second.get(outcome.job) ?? outcome);
  // What does not come out as it must cannot be recorded yet: its recording is spoken of when it does.
  const wrongNames = new Set(outcomes.filter(isWrong).map(({ job }) => job.recorded));
  const faults = [
    ...emptyFaults(lesson, shelf),
    ...recordingFaults(lesson, jobs, shelf)
      .filter(({ id }) => !wrongNames.has(id))
      .map(({ fault }) => fault),
    ...worthTelling(outcomes).flatMap((outcome) => judge(outcome) ?? []),
  ];
  return { outcomes, faults, repeated: repeats.length };
}

function isWrong(outcome: Outcome): boolean {
  return outcome.kind === 'fault' || outcome.passed !== (outcome.job.must === 'pass');
}

/** Where the answer itself cannot be run, all that is laid over it cannot either: once is enough. */
function worthTelling(outcomes: readonly Outcome[]): readonly Outcome[] {
  const told = new Set<string>();
  return outcomes.filter((outcome) => {
    if (outcome.kind !== 'fault') return true;
    const says = outcome.fault.message;
    return !told.has(says) && told.add(says);
  });
}

function differenceFault(outcome: Outcome, lesson: Lesson, shelf: Shelf): Fault | undefined {
  const id = outcome.job.recorded;
  if (id === undefined) return undefined;
  const difference = recordingDifference(outcome, lesson.recordings[id]);
  return difference === undefined
    ? undefined
    : {
        file: shelf.name(dirname(lesson.file), 'recordings', `${id}.wsrec`),
        line: 1,
        column: 1,
        expected: 'the recording to be what a run gives',
        found: difference,
        remedy: `run \`npm run course -- record ${lesson.slug}\`, or find out what differs from run to run`,
      };
}
