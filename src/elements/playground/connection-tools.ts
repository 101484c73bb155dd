import type { Data, Step } from '../../check/protocol.ts';
import { h, toggle } from '../dom.ts';

/** What can be done with an open connection: send text or bytes, ping, close with a code, cut it. */
export function connectionTools(
  client: string,
  by: 'node' | 'browser' | 'raw',
  perform: (step: Step) => void,
): HTMLElement {
  const fault = h('p', { class: 'field-fault no', role: 'alert', hidden: true });
  const refuse = (input: HTMLElement, says: string | null) => {
    fault.hidden = says === null;
    fault.replaceChildren(says ?? '');
    toggle(input, 'aria-invalid', says === null ? null : 'true');
  };
  const act = (label: string, step: Step) => {
    const button = h('button', { type: 'button', class: 'quiet-act' }, label);
    button.addEventListener('click', () => perform(step));
    return button;
  };
  // A page's API has no ping (WHATWG WebSockets): only a program can send one.
  const ping = by === 'browser' ? [] : [act('Ping', { do: 'ping', client })];
  return h(
    'div',
    { class: 'tools' },
    sendForm(client, perform, refuse),
    closeForm(client, perform, refuse),
    fault,
    h('p', { class: 'acts' }, ...ping, act('Cut the connection', { do: 'drop', client })),
  );
}

type Refuse = (input: HTMLElement, says: string | null) => void;

function sendForm(client: string, perform: (step: Step) => void, refuse: Refuse): HTMLElement {
  const field = { name: 'text', value: 'hello', autocomplete: 'off', spellcheck: 'false', translate: 'no' };
  const text = h('input', { ...field, 'aria-label': `Message from ${client}` });
  const isHex = h('input', { type: 'checkbox', name: 'hex' });
  const form = h('form', { class: 'tool' }, text, h('label', {}, isHex, ' bytes, in hex'), h('button', {}, 'Send'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const data = dataOf(text.value, isHex.checked);
    refuse(text, data === undefined ? `Expected pairs of hex digits such as 68 65 6c, found ${text.value}.` : null);
    if (data !== undefined) perform({ do: 'send', client, data });
  });
  return form;
}

function closeForm(client: string, perform: (step: Step) => void, refuse: Refuse): HTMLElement {
  const code = h('input', { name: 'code', value: '1000', inputmode: 'numeric', size: 5, translate: 'no' });
  const reason = h('input', { name: 'reason', translate: 'no' });
  const form = h(
    'form',
    { class: 'tool' },
    h('label', {}, 'code ', code),
    h('label', {}, 'reason ', reason),
    h('button', {}, 'Close'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const number = code.value.trim();
    const isCode = /^\d{0,5}$/.test(number);
    refuse(code, isCode ? null : `Expected a close code such as 1000 or 4000, or nothing, found ${number}.`);
    if (!isCode) return;
    const what = {
      ...(number !== '' && { code: Number(number) }),
      ...(reason.value !== '' && { reason: reason.value }),
    };
    perform({ do: 'close', client, ...what });
  });
  return form;
}

/** The message: a text, or the bytes that its hex digits stand for; undefined when they stand for none. */
function dataOf(text: string, isHex: boolean): Data | undefined {
  if (!isHex) return text;
  const hex = text.replaceAll(/\s/g, '');
  return /^(?:[\da-f]{2})+$/i.test(hex) ? { make: 'hex', hex } : undefined;
}
