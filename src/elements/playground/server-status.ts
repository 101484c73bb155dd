import type { PlaygroundState } from '../../playground/playground-state.ts';
import { h, toggle } from '../dom.ts';
import { serverWords } from './playground-words.ts';

/** Says in `box` what the server does, or what went wrong and the way on. What did not change is not said again. */
export function serverStatus(box: HTMLElement): (state: PlaygroundState, isEdited: boolean) => void {
  let said = '';
  return (state, isEdited) => {
    const { tone, says, wayOn } = serverWords(state, isEdited);
    const now = JSON.stringify([tone, says, wayOn]);
    if (now === said) return;
    said = now;
    const sign = tone === 'fault' && state.life.kind === 'broken' ? [h('b', {}, 'Could not run. ')] : [];
    const more = wayOn === undefined ? [] : [' ', h('span', { class: 'way-on' }, wayOn)];
    box.replaceChildren(h('p', { class: `status-${tone}` }, ...sign, says, ...more));
    toggle(box, 'data-tone', tone);
  };
}
