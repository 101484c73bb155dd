import '../lab/start.ts';
import { visit } from '../progress/visit.ts';

// All that a page loads before somebody touches it. What makes questions and experiments live comes with the first pointer, key or
// scroll, or at once where there are answers to show again. What was pressed meanwhile is pressed again when it is there.

const AWAKENING = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focusin'];
const PRESSABLE = 'quiz-question [data-do], quiz-question [data-move], [data-run-experiment] > button';

const { hasAnswers } = visit();
if (document.querySelector('quiz-question, [data-run-experiment]')) {
  const asleep = new AbortController();
  const options = { signal: asleep.signal, capture: true, passive: false };
  let pressed = () => {};
  let loading = false;
  const wake = () => {
    if (loading) return;
    loading = true;
    import('./reading.ts').then(
      () => {
        asleep.abort();
        pressed();
      },
      () => {
        loading = false; // offline, perhaps: the next touch tries again
      },
    );
  };
  for (const type of AWAKENING) document.addEventListener(type, wake, { ...options, passive: true });
  document.addEventListener(
    'submit',
    (event) => {
      const { target, submitter } = event;
      if (!(target instanceof HTMLFormElement) || !target.closest('quiz-question')) return;
      event.preventDefault();
      event.stopPropagation();
      pressed = () => target.requestSubmit(submitter);
      wake();
    },
    options,
  );
  document.addEventListener(
    'click',
    ({ target }) => {
      const button = target instanceof Element ? target.closest<HTMLElement>(PRESSABLE) : null;
      if (button) pressed = () => button.click();
    },
    options,
  );
  if (hasAnswers) wake();
}
