import { h, prose } from '../dom.ts';

/** What is asked for a name: the heading, what the button says, the name to begin with. */
export interface NameQuestion {
  readonly heading: string;
  readonly act: string;
  readonly name: string;
}

/**
 * Asks for the name of a file in a dialog. `fault` says in one sentence why a name will not do. Resolves with a name that does, or with
 * `undefined` when the learner leaves.
 */
export function askForName(
  question: NameQuestion,
  fault: (name: string) => string | undefined,
): Promise<string | undefined> {
  const input = h('input', {
    name: 'path',
    value: question.name,
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'name-fault',
    translate: 'no',
  });
  const words = h('p', { class: 'no', id: 'name-fault', role: 'alert', hidden: true });
  const cancel = h('button', { type: 'button' }, 'Cancel');
  const form = h(
    'form',
    {},
    h('h2', { id: 'name-heading' }, question.heading),
    h('label', {}, 'Name ', input),
    words,
    h('p', { class: 'acts' }, h('button', { class: 'primary' }, question.act), cancel),
  );
  const dialog = h('dialog', { class: 'ask-name', 'aria-labelledby': 'name-heading' }, form);
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  let answer: string | undefined;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const found = fault(input.value.trim());
    words.hidden = found === undefined;
    words.replaceChildren(...prose(found ?? ''));
    input.setAttribute('aria-invalid', String(found !== undefined));
    if (found !== undefined) return input.focus();
    answer = input.value.trim();
    dialog.close();
  });
  cancel.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    resolve(answer);
  });
  document.body.append(dialog);
  dialog.showModal();
  input.select();
  return promise;
}
