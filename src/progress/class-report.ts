import type { Answered } from './fact.ts';
import { lessonMark } from './lesson-mark.ts';
import { misconceptionsHeld } from './misconceptions-held.ts';
import type { Progress } from './progress.ts';

/** Where a class is, from any number of learners' progress. Only first answers count: a retry has read the explanation. */
export interface ClassReport {
  readonly learners: number;
  /** Hardest first. */
  readonly items: readonly ItemReport[];
  /** Held by most first. */
  readonly misconceptions: readonly { readonly misconception: string; readonly learners: number }[];
  /** In the order of the course. */
  readonly lessons: readonly LessonReport[];
}

export interface ItemReport {
  readonly item: string;
  readonly answered: number;
  readonly right: number;
  /** Who was sure, and wrong. */
  readonly sureAndWrong: number;
  /** The wrong answer that most gave; `undefined` when nobody was wrong. */
  readonly mostChosen: { readonly misconception: string; readonly learners: number } | undefined;
}

export interface LessonReport {
  readonly lesson: string;
  readonly opened: number;
  readonly done: number;
  /** For how many it is the last lesson that they opened, and not done. */
  readonly stopped: number;
}

/** `lessons` in the order of the course. */
export function classReport(learners: readonly Progress[], lessons: readonly string[]): ClassReport {
  const stops = count(learners.map((learner) => stoppedAt(learner)));
  return {
    learners: learners.length,
    items: itemReports(learners),
    misconceptions: [
      ...count(learners.flatMap((learner) => misconceptionsHeld(learner).map((held) => held.misconception))),
    ]
      .map(([misconception, many]) => ({ misconception, learners: many }))
      .sort((a, b) => b.learners - a.learners || (a.misconception < b.misconception ? -1 : 1)),
    lessons: lessons.map((lesson) => {
      const marks = learners.map((learner) => lessonMark(learner, lesson));
      return {
        lesson,
        opened: marks.filter((mark) => mark !== 'untouched').length,
        done: marks.filter((mark) => mark === 'done').length,
        stopped: stops.get(lesson) ?? 0,
      };
    }),
  };
}

function itemReports(learners: readonly Progress[]): readonly ItemReport[] {
  const byItem = Map.groupBy(learners.flatMap(firstAnswers), (answer) => answer.item);
  return [...byItem]
    .map(([item, answers]) => {
      const shown = answers.flatMap(({ outcome }) => (outcome.right ? [] : [outcome.shows]));
      const most = [...count(shown)].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))[0];
      return {
        item,
        answered: answers.length,
        right: answers.length - shown.length,
        sureAndWrong: answers.filter(({ outcome, confidence }) => !outcome.right && confidence === 'sure').length,
        mostChosen: most && { misconception: most[0], learners: most[1] },
      };
    })
    .sort((a, b) => a.right / a.answered - b.right / b.answered || (a.item < b.item ? -1 : 1));
}

function firstAnswers({ facts }: Progress): readonly Answered[] {
  const first = new Map<string, Answered>();
  for (const fact of facts) if (fact.kind === 'answered' && !first.has(fact.item)) first.set(fact.item, fact);
  return [...first.values()];
}

function stoppedAt(learner: Progress): string | undefined {
  const last = learner.facts.findLast((fact) => fact.kind === 'opened');
  return last?.kind === 'opened' && lessonMark(learner, last.lesson) !== 'done' ? last.lesson : undefined;
}

function count<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
