import { misconceptionsIn } from '../../quiz/quiz-rules.ts';
import type { Lesson } from '../course.ts';
import type { Fault } from '../fault.ts';
import { faultAt, type Misconceptions } from './desk.ts';
import type { Source } from './source.ts';

/** Misconceptions that no question, check or wrong answer of the lessons names. */
export function unusedMisconceptions(
  file: string,
  source: Source,
  misconceptions: Misconceptions,
  lessons: readonly Lesson[],
): readonly Fault[] {
  const named = new Set(lessons.flatMap(namedIn));
  return Object.keys(misconceptions)
    .filter((id) => !named.has(id))
    .map((id) =>
      faultAt(
        file,
        `an option, a check or a wrong answer that shows \`${id}\``,
        'none',
        'write one, or remove this line',
        source.place([id]),
      ),
    );
}

function namedIn(lesson: Lesson): readonly string[] {
  if (lesson.kind === 'page') {
    return lesson.pairs.flatMap(({ exercise }) => exercise.checks.flatMap(({ refutes }) => refutes));
  }
  const { prediction, questions } = lesson.quiz;
  const asked = [prediction, ...questions].flatMap((question) => misconceptionsIn(question).map(({ id }) => id));
  if (lesson.kind === 'myth') return asked;
  const checked = lesson.exercise.checks.flatMap(({ refutes }) => refutes);
  return [...asked, ...checked, ...lesson.proof.mutants.map(({ misconception }) => misconception)];
}
