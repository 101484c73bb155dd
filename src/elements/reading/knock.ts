// The handshake on the start page: each button performs it in this page's own sandbox and shows what travelled.

document.addEventListener('click', async ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLButtonElement>('[data-knock-with]') : null;
  const box = button?.closest<HTMLElement>('[data-knock]');
  if (!button || !box || box.dataset['busy'] !== undefined) return;
  const says = (words: string) => box.querySelector('[data-knock-says]')?.replaceChildren(words);
  box.dataset['busy'] = '';
  for (const other of box.querySelectorAll('[data-knock-with]')) {
    other.setAttribute('aria-pressed', String(other === button));
  }
  says('A server starts in this page, and a client knocks …');
  try {
    const { runExperiment } = await import('./run-experiment.ts');
    const { how, wire } = await runExperiment(box.dataset['knock'] ?? '', button.dataset['knockWith'] ?? '');
    box.querySelector('[data-knock-wire]')?.replaceChildren(wire);
    says(how === 'live' ? 'This happened just now, in your browser.' : 'It could not run here. This is a recording.');
  } catch (fault) {
    console.warn(fault);
    says(`It could not run here. ${fault instanceof Error ? fault.message : String(fault)}`);
  }
  delete box.dataset['busy'];
});
