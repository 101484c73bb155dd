import type { Step } from '../../check/protocol.ts';
import { aheadWords } from './playground-words.ts';

/** The slider of a server's clock, while there is a server. */
export interface ClockSlider {
  begin(): void;
  end(): void;
}

/** A slider that moves the clock of server and clients forward; time goes one way, so it does not go back before the next run. */
export function clockSlider(form: HTMLFormElement, perform: (step: Step) => void): ClockSlider {
  const range = form.querySelector<HTMLInputElement>('input[type="range"]');
  const says = form.querySelector('[data-clock-says]');
  if (range === null || says === null)
    throw new Error('expected a range and [data-clock-says] in the form of the clock, found none');
  let ahead = 0;
  form.addEventListener('submit', (event) => event.preventDefault());
  range.addEventListener('input', () => says.replaceChildren(aheadWords(Number(range.value))));
  range.addEventListener('change', () => {
    const wanted = Number(range.value);
    if (wanted > ahead) perform({ do: 'advance', ms: (wanted - ahead) * 1000 });
    const isBack = wanted < ahead;
    ahead = Math.max(ahead, wanted);
    range.value = String(ahead);
    says.replaceChildren(aheadWords(ahead) + (isBack ? '; time does not go back: run again to begin anew' : ''));
  });
  return {
    begin() {
      ahead = 0;
      range.value = '0';
      says.replaceChildren(aheadWords(0));
      form.hidden = false;
    },
    end() {
      form.hidden = true;
    },
  };
}
