import type { Answered } from './fact.ts';
import type { Progress } from './progress.ts';

/** Days from one right answer to the next review; a wrong answer begins again at the first. */
const REVIEW_DAYS = [1, 3, 7, 21] as const;
/** At most so many reviews in a session, and so many between two midnights. */
export const SESSION_SIZE = 10;
export const DAY_MS = 86_400_000;
/** Whoever answered in the evening is not turned away at noon of the day it is due. */
const EARLY_MS = 8 * 3_600_000;

/** When an item comes back. */
export interface Review {
  readonly item: string;
  /** How many reviews in a row were right, each when it was due; after the last of REVIEW_DAYS the item rests. */
  readonly stage: number;
  /** Epoch milliseconds. */
  readonly due: number;
  readonly last: Answered;
}

/** Every item that is still to be reviewed, soonest first. */
export function reviews({ facts }: Progress): readonly Review[] {
  const byItem = new Map<string, Review | 'rests'>();
  for (const fact of facts) {
    if (fact.kind === 'answered') byItem.set(fact.item, next(byItem.get(fact.item), fact));
  }
  return [...byItem.values()]
    .filter((review) => review !== 'rests')
    .sort((a, b) => a.due - b.due || (a.item < b.item ? -1 : 1));
}

/**
 * What to ask now: sure-and-wrong first, then wrong, then what has waited longest for its interval. Never more than a
 * session's worth since `midnight` (the learner's last one, epoch milliseconds), however much is overdue. What cannot be asked (any
 * more) takes nobody's place.
 */
export function dueNow(
  progress: Progress,
  now: number,
  midnight: number,
  canAsk: (review: Review) => boolean = () => true,
): readonly Review[] {
  const reviewedToday = progress.facts.filter(
    (fact) => fact.kind === 'answered' && fact.purpose === 'review' && fact.at >= midnight,
  ).length;
  return reviews(progress)
    .filter((review) => review.due <= now && canAsk(review))
    .sort((a, b) => urgency(b) - urgency(a) || a.due - b.due)
    .slice(0, Math.max(0, SESSION_SIZE - reviewedToday));
}

function next(before: Review | 'rests' | undefined, answered: Answered): Review | 'rests' {
  const { item, at } = answered;
  const comesBack = (stage: number): Review | 'rests' => {
    const days = REVIEW_DAYS[stage];
    return days === undefined ? 'rests' : { item, stage, due: at + days * DAY_MS - EARLY_MS, last: answered };
  };
  if (before === undefined || !answered.outcome.right) return comesBack(0);
  if (before === 'rests') return 'rests';
  // A right answer before its time shows nothing about remembering: the item keeps its date and its place in the queue.
  if (at < before.due) return before;
  return comesBack(before.stage + 1);
}

function urgency({ last }: Review): number {
  if (last.outcome.right) return 0;
  return last.confidence === 'sure' ? 2 : 1;
}
