/**
 * Goes through a recorded connection message by message: what is still to come is hidden, what has come stays, the last one is
 * unfolded. The words are in the page; this only shows and hides them.
 */
export class WireSequence extends HTMLElement {
  #shown = 1;

  connectedCallback(): void {
    const controls = this.querySelector<HTMLElement>('.sequence-controls');
    if (!controls?.hidden) return;
    controls.hidden = false;
    controls.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest<HTMLElement>('button') : null;
      if (button?.dataset['step'] !== undefined) this.#go(this.#shown + Number(button.dataset['step']));
      if (button?.dataset['all'] !== undefined) this.#go(this.#items.length, true);
    });
    this.#go(1);
  }

  get #items(): readonly HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.travelled')];
  }

  #go(to: number, everything = false): void {
    const items = this.#items;
    this.#shown = Math.min(Math.max(to, 1), items.length);
    for (const [index, item] of items.entries()) {
      item.hidden = index >= this.#shown;
      item.toggleAttribute('data-past', !everything && index < this.#shown - 1);
    }
    const at = (name: string) => this.querySelector<HTMLButtonElement>(`[data-step="${name}"]`);
    at('-1')?.toggleAttribute('disabled', this.#shown === 1);
    at('1')?.toggleAttribute('disabled', this.#shown === items.length);
    this.querySelector('[data-place]')?.replaceChildren(`${this.#shown} of ${items.length}`);
  }
}

customElements.define('wire-sequence', WireSequence);
