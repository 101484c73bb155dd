import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { passesOnNothing } from '../../check/judge.ts';
import type { Lesson } from '../../lesson/course.ts';
import type { Fault } from '../../lesson/fault.ts';
import type { Job } from './jobs.ts';
import type { Outcome } from './run-jobs.ts';

/** Where the files of a course lie, and how faults name them. */
export interface Shelf {
  readonly courseDir: string;
  name(...path: readonly string[]): string;
}

/** What an outcome shows to be wrong with a lesson; nothing where it is as it must be. */
export function faultOf(outcome: Outcome, lesson: Lesson, shelf: Shelf): Fault | undefined {
  const { job } = outcome;
  const folder = dirname(lesson.file);
  const at = (file: string, words: readonly RegExp[], expected: string, found: string, remedy: string): Fault => ({
    file: shelf.name(folder, file),
    ...placeOf(join(shelf.courseDir, folder, file), words),
    expected,
    found,
    remedy,
  });
  const isThere = (path: string) => existsSync(join(shelf.courseDir, folder, path));
  const [file, words] = sourceOf(job, lesson, isThere);
  if (outcome.kind === 'fault') {
    const { message, hint, file: broken, line } = outcome.fault;
    const own = broken !== undefined && isThere(join(job.side, broken)) ? join(job.side, broken) : undefined;
    const fault = at(
      own ?? file,
      words,
      `${runOf(job)} to run for \`${job.id}\``,
      message.replace(/\.$/, ''),
      lowerFirst(hint.replace(/\.$/, '')),
    );
    return own === undefined ? fault : { ...fault, line: line ?? 1, column: 1 };
  }
  if (job.must === 'fail' && outcome.missingName !== undefined) {
    return at(
      file,
      words,
      `${runOf(job)} to run for \`${job.id}\``,
      `that it died of “${outcome.missingName}”`,
      'repair it: a name that is missing is a slip, not a belief',
    );
  }
  if (outcome.passed === (job.must === 'pass')) return undefined;
  if (job.must === 'fail') {
    return job.side.startsWith('mutants/')
      ? at(
          file,
          words,
          `\`${job.id}\` to refuse this wrong answer`,
          'that it passes',
          'sharpen the check, or name another one that refuses it',
        )
      : at(
          file,
          words,
          `${job.side} to fail \`${job.id}\``,
          'that it passes',
          `take \`${job.id}\` out of \`starterFails\`, or bring the bug back`,
        );
  }
  const failed = outcome.verdicts.find((verdict) => !verdict.passed);
  const expected = failed ? `“${failed.expected}”` : 'it to pass';
  return at(file, words, `${expected} of ${sayOf(job)}`, `“${failed?.observed ?? ''}”`, remedyFor(job));
}

/** Checks that pass although nothing happened. */
export function emptyFaults(lesson: Lesson, shelf: Shelf): readonly Fault[] {
  const folder = dirname(lesson.file);
  const sources =
    lesson.kind === 'step'
      ? [{ file: 'checks.ts', checks: lesson.exercise.checks }]
      : lesson.kind === 'page'
        ? lesson.pairs.map(({ id, exercise }) => ({ file: `pairs/${id}/checks.ts`, checks: exercise.checks }))
        : [];
  return sources.flatMap(({ file, checks }) =>
    checks.filter(passesOnNothing).map((check) => ({
      file: shelf.name(folder, file),
      ...placeOf(join(shelf.courseDir, folder, file), [named(check.id)]),
      expected: `\`${check.id}\` to fail when nothing happens`,
      found: 'that it passes on an empty transcript',
      remedy: 'add an expectation of something that must come, such as opened(…) or received(…)',
    })),
  );
}

/** The file to be mended and what to look for in it, the first that is found. */
function sourceOf(job: Job, lesson: Lesson, isThere: (path: string) => boolean): readonly [string, readonly RegExp[]] {
  const item = new RegExp(`(^\\s*-|[[,])\\s*['"]?${job.id}\\b`);
  if (job.side.startsWith('mutants/')) return [`${job.side}/mutant.yaml`, [item, /^refusedBy:/]];
  if (job.side.startsWith('variants/')) {
    const edits = `${job.side}/variant.yaml`;
    return isThere(edits) ? [edits, [/^edits:/]] : [`${job.side}/${job.entry}`, []];
  }
  if (job.side === 'claims') return ['claims.ts', [named(job.id)]];
  if (job.side === 'experiment') return ['experiment.ts', [/^export default/]];
  const pair = /^pairs\/[^/]+/.exec(job.side)?.[0];
  const isStarter = job.side === 'exercise' || job.side.endsWith('/wrong');
  if (isStarter) return [pair ? `${pair}/pair.yaml` : (lesson.file.split('/').at(-1) ?? ''), [item, /^starterFails:/]];
  return [pair ? `${pair}/checks.ts` : 'checks.ts', [named(job.id)]];
}

function named(id: string): RegExp {
  return new RegExp(`['"]?\\b${id}['"]?(,|:)`);
}

/** What is started: a layer of the exercise, or an experiment. */
function runOf({ side }: Job): string {
  return side === 'claims' || side === 'experiment' ? 'the server of the experiment' : side;
}

function sayOf(job: Job): string {
  if (job.side === 'claims') return `the experiment of claim \`${job.id}\``;
  if (job.side === 'experiment') return 'the experiment';
  return `${job.side} in check \`${job.id}\``;
}

function remedyFor({ side, id }: Job): string {
  if (side === 'claims' || side === 'experiment') return 'mend the text or the experiment: one of them is wrong';
  if (side === 'exercise' || side.endsWith('/wrong')) return `add \`${id}\` to \`starterFails\`, or mend the starter`;
  if (side.startsWith('variants/')) return 'mend the variant, or a check that refuses what is right';
  return 'mend the solution or the check';
}

function placeOf(path: string, words: readonly RegExp[]): { readonly line: number; readonly column: number } {
  const lines = readLines(path);
  for (const word of words) {
    const line = lines.findIndex((text) => word.test(text));
    if (line >= 0) return { line: line + 1, column: (lines[line] ?? '').search(/\S/) + 1 };
  }
  return { line: 1, column: 1 };
}

function readLines(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
