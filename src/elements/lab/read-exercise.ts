import type { Exercise } from '../../lesson/exercise.ts';

/** The exercise that a page names in its `data-exercise`. Rejects with words for the learner where it does not come. */
export async function readExercise(address: string): Promise<Exercise> {
  const answer = await fetch(address).catch(() => {
    throw new Error('the exercise did not come; are you offline?');
  });
  if (!answer.ok) throw new Error(`the exercise did not come (${answer.status}).`);
  return answer.json() as Promise<Exercise>;
}
