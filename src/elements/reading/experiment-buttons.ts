import type { RunExperiment } from '../quiz/experiment-run.ts';

/** Lets every `[data-run-experiment]` of the page run what its attributes name, and show what came of it in its own parts. */
export function experimentButtons(run: RunExperiment): void {
  document.addEventListener('click', async ({ target }) => {
    const button = target instanceof Element ? target.closest('[data-run-experiment] > button') : null;
    const box = button?.closest<HTMLElement>('[data-run-experiment]');
    if (!button || !box || box.dataset['running'] !== undefined) return;
    box.dataset['running'] = '';
    say(box, 'running');
    try {
      const { how, verdicts, wire } = await run(box.dataset['lesson'] ?? '', box.dataset['runExperiment'] ?? '');
      const { rowsOf } = await import('../quiz/verdict-rows.ts');
      box.querySelector('[data-rows]')?.replaceChildren(...rowsOf(verdicts));
      box.querySelector('[data-wire]')?.replaceChildren(wire);
      say(box, how, ...(verdicts.every(({ passed }) => passed) ? [] : ['disagrees']));
    } catch (fault) {
      console.warn(fault);
      say(box, 'failed');
    }
    delete box.dataset['running'];
  });
}

function say(box: HTMLElement, ...shown: readonly string[]): void {
  for (const words of box.querySelectorAll<HTMLElement>('[data-run]')) {
    words.hidden = !shown.includes(words.dataset['run'] ?? '');
  }
}
