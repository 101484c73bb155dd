import { readFile } from 'node:fs/promises';
import { readPrograms } from '../../src/cli/programs.ts';
import type { Exercise as Lesson } from '../../src/lesson/exercise.ts';
import type { Task } from './in-page.ts';

/** The first check of step 3 with the accepted answer: `ws`, `jose` and the whole probe, as the built course hands them out. */
export async function readTask(): Promise<Task> {
  const lesson = JSON.parse(await readFile('dist/steps/passing-credentials/exercise.json', 'utf8')) as Lesson;
  const [check] = lesson.checks;
  if (!check) throw new Error('expected a check in the exercise of step 3, found none');
  const { solution: files, entry, clock } = lesson;
  return { exercise: { files, entry, clock, programs: await readPrograms('.') }, check };
}

/** The same task after an edit of the learner. */
export function edited(task: Task, edit: number): Task {
  const { exercise, check } = task;
  const entry = exercise.entry ?? 'server.ts';
  const files = { ...exercise.files, [entry]: `${exercise.files[entry]}\n// Edit ${edit}\n` };
  return { exercise: { ...exercise, files }, check };
}
