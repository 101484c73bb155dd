import type { Progress } from './progress.ts';

/** How far a learner is with a lesson. */
export type LessonMark = 'untouched' | 'started' | 'done';

/** A lab is done once its core checks held, a lesson without one once its prediction was answered. */
export function lessonMark({ facts }: Progress, lesson: string): LessonMark {
  const hasRun = facts.some((fact) => fact.kind === 'ran' && fact.lesson === lesson && fact.holds);
  const isMyth = lesson.startsWith('myths/');
  const answered = facts.some((fact) => fact.kind === 'answered' && fact.item.startsWith(`${lesson}/`));
  if (hasRun || (isMyth && answered)) return 'done';
  const touched = facts.some((fact) => fact.kind === 'opened' && fact.lesson === lesson);
  return touched || answered ? 'started' : 'untouched';
}
