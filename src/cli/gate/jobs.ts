import { createHash } from 'node:crypto';
import type { Check, Expectation } from '../../check/check.ts';
import type { Script } from '../../check/protocol.ts';
import type { Files } from '../../files/files.ts';
import type { Experiment } from '../../lesson/claim.ts';
import type { Lesson } from '../../lesson/course.ts';
import type { Exercise, Proof } from '../../lesson/exercise.ts';

/** One script against one server, and what must come of it. */
export interface Job {
  /** Id of the lesson. */
  readonly lesson: string;
  /** What is tried: `exercise`, `solution`, `mutants/no-deadline`, `variants/queue`, `pairs/prefix/wrong`, `experiment`, `claims`. */
  readonly side: string;
  /** The check's id, the claim's, or `experiment`. */
  readonly id: string;
  readonly must: 'pass' | 'fail';
  readonly files: Files;
  readonly entry: string;
  readonly clock: boolean;
  readonly script: Script;
  readonly expect: readonly Expectation[];
  /** The name under recordings/ by which this run is shown; absent where it is not. */
  readonly recorded?: string;
}

/** Everything that has to be tried before a lesson may be taught. */
export function jobsOf(lesson: Lesson): readonly Job[] {
  const claims = lesson.claims.flatMap(({ id, experiment }) =>
    experiment ? [experimentJob(lesson.id, 'claims', id, experiment)] : [],
  );
  switch (lesson.kind) {
    case 'step':
      return [...exerciseJobs(lesson.id, '', ['exercise', 'solution'], lesson.exercise, lesson.proof), ...claims];
    case 'myth':
      return [experimentJob(lesson.id, 'experiment', 'experiment', lesson.experiment), ...claims];
    case 'page': {
      const pairs = lesson.pairs.flatMap(({ id, exercise, starterFails }) =>
        exerciseJobs(lesson.id, `pairs/${id}/`, ['wrong', 'right'], exercise, {
          starterFails,
          mutants: [],
          variants: [],
        }),
      );
      return [...pairs, ...claims];
    }
  }
}

function exerciseJobs(
  lesson: string,
  folder: string,
  [starter, answer]: readonly [string, string],
  exercise: Exercise,
  { starterFails, mutants, variants }: Proof,
): readonly Job[] {
  const { entry, clock, checks } = exercise;
  const job = (side: string, files: Files, check: Check, must: 'pass' | 'fail'): Job => ({
    lesson,
    side: `${folder}${side}`,
    id: check.id,
    must,
    files,
    entry,
    clock,
    script: check.script,
    expect: check.alive ? [...check.expect, { expect: 'alive' }] : check.expect,
  });
  const each = (side: string, files: Files) => checks.map((check) => job(side, files, check, 'pass'));
  return [
    ...checks.map((check) => job(starter, exercise.files, check, starterFails.includes(check.id) ? 'fail' : 'pass')),
    ...each(answer, exercise.solution).map((one) => (folder === '' ? { ...one, recorded: one.id } : one)),
    ...mutants.flatMap(({ id, files, refusedBy }) =>
      checks.filter((check) => refusedBy.includes(check.id)).map((check) => job(`mutants/${id}`, files, check, 'fail')),
    ),
    ...variants.flatMap(({ id, files }) => each(`variants/${id}`, files)),
  ];
}

function experimentJob(
  lesson: string,
  side: string,
  id: string,
  { files, entry, clock, script, expect }: Experiment,
): Job {
  return { lesson, side, id, must: 'pass', files, entry, clock, script, expect, recorded: id };
}

/** Sixteen hex digits of a SHA-256 over what a job does: its server and its script. */
export function stampOf({ files, entry, clock, script }: Job): string {
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([sorted, entry, clock, script]))
    .digest('hex')
    .slice(0, 16);
}
