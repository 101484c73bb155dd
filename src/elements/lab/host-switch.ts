import { isLikelyToCrash, surroundings } from '../../sandbox/webcontainer/preconditions.ts';
import { h } from '../dom.ts';
import { hostLabel, hostWords } from './host-words.ts';
import type { HostChoice, Hosts, HostsState } from './hosts.ts';

/** What leaves the machine, in one sentence, before anything does. */
const CONSENT =
  'WebContainer is StackBlitz’s runtime: it is loaded from stackblitz.com into a hidden frame of this page, your files are handed to it there, and StackBlitz learns your address.';
const EMBEDDED = 'Embedded is Node’s own library in this page: it works offline, and nothing leaves your machine.';

/**
 * Joins the served button and box to the choice of a host. `changed` is called when another host was chosen or is to be tried again: what
 * ran on the old one ends.
 */
export function hostSwitch(button: HTMLButtonElement, box: HTMLElement, hosts: Hosts, changed: () => void): void {
  let tick: ReturnType<typeof setInterval> | undefined;
  let drawn = '';

  const choose = (choice: HostChoice) => {
    hosts.choose(choice);
    changed();
  };

  function draw(): void {
    const { choice, webcontainer } = hosts.state;
    button.replaceChildren(h('span', {}, hostLabel(choice)));
    const since = webcontainer.kind === 'booting' ? webcontainer.since : 0;
    const words =
      choice === 'webcontainer' ? hostWords(webcontainer, Math.floor((performance.now() - since) / 1000)) : undefined;
    const now = JSON.stringify([words, webcontainer.kind]);
    if (now === drawn) return;
    drawn = now;
    box.hidden = words === undefined;
    if (words === undefined) {
      box.replaceChildren();
      return;
    }
    const isBooting = webcontainer.kind === 'booting';
    const kind = isBooting ? 'status-busy' : 'status-fault';
    const acts = isBooting
      ? [act('Cancel', () => choose('embedded'))]
      : [act('Retry', () => choose('webcontainer')), act('Use the embedded host', () => choose('embedded'))];
    const wayOn = words.wayOn === undefined ? [] : [' ', h('span', { class: 'way-on' }, words.wayOn)];
    box.replaceChildren(h('p', { class: kind }, words.says, ...wayOn, ' ', ...acts));
  }

  hosts.watch(({ webcontainer }: HostsState) => {
    clearInterval(tick);
    if (webcontainer.kind === 'booting') tick = setInterval(draw, 1000);
    draw();
  });
  button.addEventListener('click', async () => {
    const choice = await askForHost(hosts.state.choice);
    if (choice !== undefined && choice !== hosts.state.choice) choose(choice);
    button.focus();
  });
  draw();
}

function act(label: string, onClick: () => void): HTMLButtonElement {
  const button = h('button', { type: 'button', class: 'quiet-act' }, label);
  button.addEventListener('click', onClick);
  return button;
}

/** Asks in a dialog where the server is to run. Resolves with the choice, or with `undefined` when the learner leaves. */
function askForHost(current: HostChoice): Promise<HostChoice | undefined> {
  const option = (value: HostChoice, ...words: readonly (Node | string)[]) => {
    const input = h('input', { type: 'radio', name: 'host', value, checked: value === current });
    return h(
      'label',
      { class: 'host-option' },
      input,
      h('span', {}, h('b', {}, hostLabel(value)), h('small', {}, ...words)),
    );
  };
  const warning = isLikelyToCrash(surroundings())
    ? [h('strong', {}, ' On iPhones and iPads it often runs out of memory; you may try anyway.')]
    : [];
  const links = h(
    'span',
    {},
    ' ',
    link('https://webcontainers.io', 'What it is'),
    ' · ',
    link('https://stackblitz.com/privacy-policy', 'StackBlitz’s privacy policy'),
  );
  const cancel = h('button', { type: 'button' }, 'Cancel');
  const form = h(
    'form',
    { method: 'dialog' },
    h('h2', { id: 'host-heading' }, 'Where your server runs'),
    option('embedded', EMBEDDED),
    option('webcontainer', CONSENT, ...warning, links),
    h('p', { class: 'acts' }, h('button', { class: 'primary' }, 'Run it there'), cancel),
  );
  const dialog = h('dialog', { class: 'ask-host', 'aria-labelledby': 'host-heading' }, form);
  const { promise, resolve } = Promise.withResolvers<HostChoice | undefined>();
  let chosen: HostChoice | undefined;
  form.addEventListener('submit', () => {
    chosen = new FormData(form).get('host') === 'webcontainer' ? 'webcontainer' : 'embedded';
  });
  cancel.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    resolve(chosen);
  });
  document.body.append(dialog);
  dialog.showModal();
  return promise;
}

function link(href: string, words: string): HTMLAnchorElement {
  return h('a', { href, rel: 'noreferrer', target: '_blank' }, words);
}
