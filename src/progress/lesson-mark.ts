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

/** The lesson where the learner was last, unless it is done: then the first of `lessons` that is not. */
export function resumeAt(progress: Progress, lessons: readonly string[]): string | undefined {
  const latest = lessons
    .filter((lesson) => progress.positions[lesson] !== undefined)
    .sort((a, b) => (progress.positions[b]?.at ?? 0) - (progress.positions[a]?.at ?? 0))[0];
  if (latest !== undefined && lessonMark(progress, latest) !== 'done') return latest;
  const someBegun = lessons.some((lesson) => lessonMark(progress, lesson) !== 'untouched');
  return someBegun ? lessons.find((lesson) => lessonMark(progress, lesson) !== 'done') : undefined;
}
