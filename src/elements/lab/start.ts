import { onFirstIntent } from '../editor/intent.ts';

// All that a page with a lab loads before somebody wants it. The lab itself, the sandbox and the larger editor come with the first
// intent: a pointer or a key there, the focus, or its coming into view. What was asked for meanwhile is done when it is there.

const lab = document.querySelector<HTMLElement>('lesson-lab, play-ground');
if (lab !== null) {
  const life = new AbortController();
  const want = () => {
    lab.dataset['wanted'] = 'run';
    lab.querySelector('[data-run]')?.setAttribute('aria-busy', 'true');
  };
  lab.addEventListener(
    'click',
    ({ target }) => target instanceof Element && target.closest('[data-run]') && want(),
    life,
  );
  lab.addEventListener(
    'keydown',
    ({ key, ctrlKey, metaKey }) => key === 'Enter' && (ctrlKey || metaKey) && want(),
    life,
  );
  onFirstIntent(lab, life.signal, () => {
    const coming = lab.localName === 'play-ground' ? import('../playground/play-ground.ts') : import('./lesson-lab.ts');
    coming.then(
      () => life.abort(),
      () => {
        lab
          .querySelector('[data-status]')
          ?.replaceChildren('The lab could not be loaded. Are you offline? Reload the page when you are back.');
      },
    );
  });
}
