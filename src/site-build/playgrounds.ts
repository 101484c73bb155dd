import type { Course } from '../lesson/course.ts';
import type { Exercise } from '../lesson/exercise.ts';
import { hashFiles } from '../lesson/read/checks.ts';

/** A server to try things on: every file may be edited, none is hidden, nothing is judged. */
export interface Project {
  /** Last part of the address: the template's name, or the step's slug. */
  readonly name: string;
  readonly title: string;
  readonly of: 'template' | 'step';
  readonly exercise: Exercise;
}

/** Where the playground opens when nobody says otherwise. */
const FIRST = 'bearer-token';

/** Every template of the course and every step as it begins; the first one is what `/playground/` shows. */
export function projectsOf(course: Course): readonly Project[] {
  const templates = course.templates.map(
    ({ name, title, files }): Project => ({
      name,
      title,
      of: 'template',
      exercise: freed({ id: `templates/${name}`, template: name, entry: 'server.ts', files, solution: {} }),
    }),
  );
  const steps = course.steps.map(
    ({ slug, number, title, exercise }): Project => ({
      name: slug,
      title: `Step ${number}: ${title}`,
      of: 'step',
      exercise: freed({ ...exercise, id: `playground/${slug}` }),
    }),
  );
  return [...templates, ...steps].sort((one, other) => Number(other.name === FIRST) - Number(one.name === FIRST));
}

type Start = Pick<Exercise, 'id' | 'template' | 'entry' | 'files' | 'solution'>;

/** The clock is always under control here: whether a token that has expired still opens a door is one move of it. */
function freed({ id, template, entry, files, solution }: Start): Exercise {
  return {
    id,
    version: hashFiles(files),
    template,
    entry,
    files,
    solution,
    ladder: [],
    focus: [{ path: entry }],
    readOnly: [],
    hidden: [],
    clock: true,
    checks: [],
  };
}
