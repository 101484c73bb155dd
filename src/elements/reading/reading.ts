import type { Answered } from '../../progress/fact.ts';
import { progressOfPage } from '../progress/progress-of-page.ts';
import type { AnsweredDetail } from '../quiz/answered-event.ts';
import { QuizQuestion } from '../quiz/quiz-question.ts';
import { experimentButtons } from './experiment-buttons.ts';

// What a page with questions does beside showing them: answers are kept and come back, experiments run. The sandbox and all that
// shows a run come with the first experiment.

const run = async (lesson: string, experiment: string) =>
  (await import('./run-experiment.ts')).runExperiment(lesson, experiment);

QuizQuestion.runExperiment = run;
experimentButtons(run);

document.addEventListener('quiz-answered', async ({ target, detail }) => {
  const fact = factOf(detail, target, Date.now());
  await (await progressOfPage()).store.record(fact);
});
document.addEventListener('quiz-skipped', async ({ detail: item }) => {
  const at = Date.now();
  await (await progressOfPage()).store.record({ kind: 'skipped', at, item });
});
void recall();

/** Shows what was answered on an earlier visit. */
async function recall(): Promise<void> {
  const { store } = await progressOfPage();
  store.subscribe(({ progress }) => {
    for (const question of document.querySelectorAll<QuizQuestion>('quiz-question:not([data-review-of])')) {
      const last = progress.facts.findLast(
        (fact): fact is Answered =>
          fact.kind === 'answered' && fact.purpose !== 'review' && fact.asked === question.dataset['question'],
      );
      if (last !== undefined) recallOne(question, last);
    }
  })();
}

function recallOne(question: QuizQuestion, { answer, confidence }: Answered): void {
  try {
    question.recall(answer, confidence);
  } catch {
    // The question has changed since: it is asked anew.
  }
}

function factOf(detail: AnsweredDetail, target: EventTarget | null, at: number): Answered {
  const reviewOf = target instanceof HTMLElement ? target.dataset['reviewOf'] : undefined;
  const { question, prediction, answer, confidence, grade, refutes } = detail;
  return {
    kind: 'answered',
    at,
    item: reviewOf ?? question,
    asked: question,
    purpose: reviewOf !== undefined ? 'review' : prediction ? 'prediction' : 'question',
    answer,
    confidence,
    outcome: grade.right ? { right: true, refutes } : { right: false, shows: grade.misconception },
  };
}
