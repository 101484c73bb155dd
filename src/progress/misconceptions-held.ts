import type { Confidence } from '../quiz/confidence.ts';
import type { Answered } from './fact.ts';
import type { Progress } from './progress.ts';

/** A misconception that an answer showed and no later right answer has refuted. */
export interface Held {
  readonly misconception: string;
  /** When it was shown last, in which item, and how sure the learner was. */
  readonly at: number;
  readonly item: string;
  readonly confidence: Confidence | null;
}

/** What the learner believes as far as the answers tell, latest first. Only a later right answer clears one. */
export function misconceptionsHeld({ facts }: Progress): readonly Held[] {
  const held = new Map<string, Held>();
  for (const fact of facts.filter((fact): fact is Answered => fact.kind === 'answered')) {
    if (fact.outcome.right) {
      for (const misconception of fact.outcome.refutes) held.delete(misconception);
    } else {
      const { at, item, confidence } = fact;
      held.set(fact.outcome.shows, { misconception: fact.outcome.shows, at, item, confidence });
    }
  }
  return [...held.values()].sort((a, b) => b.at - a.at || (a.misconception < b.misconception ? -1 : 1));
}
