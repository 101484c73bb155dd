import { onFirstIntent } from '../editor/intent.ts';

// All that a page with a lab loads before somebody wants it. The lab itself, the sandbox and the larger editor come with the first
// intent: a pointer or a key there, the focus, or its coming into view. What was asked for meanwhile is done when it is there.

const lab = document.querySelector<HTMLElement>('lesson-lab, play-ground');
if (lab !== null) {
  const isComing = () => !('live' in lab.dataset);
  const wantRun = () => {
    lab.dataset['wanted'] = 'run';
    lab.querySelector('[data-run]')?.setAttribute('aria-busy', 'true');
  };
  lab.addEventListener('click', ({ target }) => {
    if (isComing() && target instanceof Element && target.closest('[data-run]')) wantRun();
  });
  lab.addEventListener('keydown', ({ key, ctrlKey, metaKey }) => {
    if (isComing() && key === 'Enter' && (ctrlKey || metaKey)) wantRun();
  });
  lab.addEventListener('submit', (event) => {
    if (!isComing()) return;
    // The form of a connection: the browser itself must not send it anywhere.
    event.preventDefault();
    lab.dataset['wanted'] = 'connection';
  });
  onFirstIntent(lab, () => {
    const coming = lab.localName === 'play-ground' ? import('../playground/play-ground.ts') : import('./lesson-lab.ts');
    coming.catch(() => {
      lab
        .querySelector('[data-status]')
        ?.replaceChildren('The lab could not be loaded. Are you offline? Reload the page when you are back.');
    });
  });
}
