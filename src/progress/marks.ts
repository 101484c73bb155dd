import { type LessonMark, lessonMark } from './lesson-mark.ts';
import type { Progress } from './progress.ts';

/** What a page shows of progress before anybody touches it: small enough to be read at once, from outside the database. */
export interface Marks {
  readonly lessons: Readonly<Record<string, Mark>>;
}

export interface Mark {
  readonly state: Exclude<LessonMark, 'untouched'>;
  /** When the learner was there last, epoch milliseconds; 0 when that is not known. */
  readonly at: number;
  /** Part of the page that was above the window, 0 to 1. */
  readonly scroll: number;
  /** Whether there are answers to show again. */
  readonly answered: boolean;
}

export const noMarks: Marks = { lessons: {} };

export function marksOf(progress: Progress): Marks {
  const { facts, positions } = progress;
  const answered = new Set(facts.flatMap((fact) => (fact.kind === 'answered' ? [lessonOf(fact.item)] : [])));
  const touched = new Set([
    ...facts.flatMap((fact) => ('lesson' in fact ? [fact.lesson] : [lessonOf(fact.item)])),
    ...Object.keys(positions),
  ]);
  const lessons = [...touched].map((lesson): [string, Mark] => {
    const { at = 0, scroll = 0 } = positions[lesson] ?? {};
    const state = lessonMark(progress, lesson);
    return [lesson, { state: state === 'done' ? 'done' : 'started', at, scroll, answered: answered.has(lesson) }];
  });
  return { lessons: Object.fromEntries(lessons) };
}

/** The lesson where the learner was last, unless it is done: then the first of `lessons` that is not. Nothing before the first was begun. */
export function resumeAt({ lessons: marks }: Marks, lessons: readonly string[]): string | undefined {
  const begun = lessons.filter((lesson) => marks[lesson] !== undefined);
  const latest = [...begun].sort((a, b) => (marks[b]?.at ?? 0) - (marks[a]?.at ?? 0))[0];
  if (latest !== undefined && marks[latest]?.state !== 'done' && (marks[latest]?.at ?? 0) > 0) return latest;
  return begun.length > 0 ? lessons.find((lesson) => marks[lesson]?.state !== 'done') : undefined;
}

function lessonOf(item: string): string {
  return item.slice(0, item.lastIndexOf('/'));
}
