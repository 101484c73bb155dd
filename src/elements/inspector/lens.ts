import { h } from '../dom.ts';
import { marked } from '../marked.ts';
import type { Explanation } from './explain.ts';

/** How what was on the wire is put before the eye: credentials marked, and every part that can be asked about a button. */
export interface Lens {
  /** The text with its credentials marked. */
  text(words: string): readonly (Node | string)[];
  /** A button that says what something is when it is pointed at or reached by keyboard. */
  asks(label: string, explanation: Explanation): HTMLElement;
}

/** Makes a lens. `explain` hears what each button is about; `explanationId` is the element where it is then told. */
export function createLens(
  credentials: readonly string[],
  isWhole: boolean,
  explanationId: string,
  explain: (button: Element, about: Explanation) => void,
): Lens {
  const text = (words: string) => marked(words, credentials, isWhole);
  const asks = (label: string, explanation: Explanation) => {
    const button = h(
      'button',
      { type: 'button', class: 'asks', tabindex: -1, 'aria-describedby': explanationId },
      ...text(label),
    );
    explain(button, explanation);
    return button;
  };
  return { text, asks };
}
