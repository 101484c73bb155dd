import type { Fact } from './fact.ts';
import type { Review } from './review-schedule.ts';

/** A question of the course, as far as choosing one needs it. */
export interface Askable {
  /** `<lesson>/<id>` */
  readonly id: string;
  /** Whether it shows a connection to judge. */
  readonly connection: boolean;
  /** The misconceptions that its right answer refutes. */
  readonly refutes: readonly string[];
}

/**
 * The question in which an item comes back: a connection to judge that speaks of what was believed, the one that was asked longest
 * ago or never. Where there is none, the item itself; `undefined` when the course no longer has it.
 */
export function reviewForm(review: Review, course: readonly Askable[], facts: readonly Fact[]): Askable | undefined {
  const item = course.find(({ id }) => id === review.item);
  const { outcome } = review.last;
  const subject = outcome.right ? (item?.refutes ?? []) : [outcome.shows];
  const lastAsked = new Map(facts.flatMap((fact) => (fact.kind === 'answered' ? [[fact.asked, fact.at]] : [])));
  const connections = course
    .filter(({ connection, refutes }) => connection && refutes.some((id) => subject.includes(id)))
    .sort((a, b) => (lastAsked.get(a.id) ?? 0) - (lastAsked.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1));
  return connections[0] ?? item;
}
