import type { Step } from '../../check/protocol.ts';
import { type ConnectForm, pageCannot, stepOf } from '../../playground/connect-form.ts';
import { prose } from '../dom.ts';
import { formValues } from './form-values.ts';

/** What a credential is called where it travels, as the words before its field. */
const NAME_WORDS: Readonly<Record<string, string>> = {
  authorization: 'after',
  subprotocol: 'behind',
  query: 'as parameter',
  cookie: 'called',
};

/**
 * Lets the served form describe a step: shows what its choices need, greys out what a page cannot have, says what cannot be used.
 * `nameFor` names a new client.
 */
export function connectPanel(
  form: HTMLFormElement,
  nameFor: (as: ConnectForm['as']) => string,
  perform: (step: Step) => void,
): void {
  const part = <E extends HTMLElement = HTMLElement>(selector: string): E => {
    const found = form.querySelector<E>(selector);
    if (found === null) throw new Error(`expected ${selector} in the form of connections, found none`);
    return found;
  };
  const carrier = part<HTMLSelectElement>('select[name="carrier"]');
  const name = part<HTMLInputElement>('input[name="name"]');
  const headers = part<HTMLTextAreaElement>('textarea[name="headers"]');
  const fault = part('[data-field-fault]');

  function adjust(): void {
    const { as, credential, token } = formValues(form);
    for (const element of form.querySelectorAll<HTMLElement>('[data-for]'))
      element.hidden = element.dataset['for'] !== as;
    for (const element of form.querySelectorAll<HTMLElement>('[data-not-for]'))
      element.hidden = element.dataset['notFor'] === as;
    for (const element of form.querySelectorAll<HTMLElement>('[data-when]')) {
      const when = element.dataset['when'];
      element.hidden = when === 'credential' ? credential === 'none' : when !== credential;
    }
    headers.disabled = as === 'browser';
    for (const option of carrier.options) {
      option.disabled =
        as === 'browser'
          ? pageCannot(option.value as ConnectForm['carrier']) !== undefined
          : as === 'http' && option.value === 'subprotocol';
    }
    if (carrier.selectedOptions[0]?.disabled) {
      carrier.value = as === 'browser' ? 'subprotocol' : 'authorization';
      rename();
    }
    part('[data-origin-label]').replaceChildren(as === 'browser' ? 'The page’s origin' : 'Origin');
    part('[data-name-label]').replaceChildren(NAME_WORDS[carrier.value] ?? 'called');
    part('[data-connect-act]').replaceChildren(as === 'http' ? 'Send the request' : 'Connect');
    part('[data-broken-count]').replaceChildren(token.broken.length === 0 ? '' : `(${token.broken.length})`);
  }

  function rename(): void {
    name.value = carrier.selectedOptions[0]?.dataset['name'] ?? name.value;
  }

  function sayFault(field: string | undefined, says: string): void {
    fault.hidden = field === undefined;
    fault.replaceChildren(...prose(says));
    for (const element of form.elements) element.removeAttribute('aria-invalid');
    const wrong = field === undefined ? null : form.querySelector<HTMLElement>(`[name="${field}"]`);
    wrong?.setAttribute('aria-invalid', 'true');
    wrong?.closest('details')?.setAttribute('open', '');
    wrong?.focus();
  }

  carrier.addEventListener('change', rename);
  form.addEventListener('change', adjust);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const values = formValues(form);
    const step = stepOf(values, nameFor(values.as));
    if ('field' in step) return sayFault(step.field, step.says);
    sayFault(undefined, '');
    perform(step);
  });
  adjust();
}
