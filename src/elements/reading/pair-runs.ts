// Lets each pair of wrong and right code be tried with the same attempts. What that needs comes with the first click.

document.addEventListener('click', async ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLButtonElement>('[data-try-pair]') : null;
  const box = button?.closest<HTMLElement>('[data-pair]');
  if (!button || !box || button.getAttribute('aria-busy') === 'true') return;
  button.setAttribute('aria-busy', 'true');
  try {
    const { tryPair } = await import('./try-pair.ts');
    await tryPair(box);
  } catch (fault) {
    console.warn(fault);
    const words = fault instanceof Error ? fault.message : String(fault);
    box.querySelector('[data-pair-says]')?.replaceChildren(`This could not run here. ${words}`);
  }
  button.removeAttribute('aria-busy');
});
