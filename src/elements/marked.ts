import { abbreviated, splitAtCredentials } from '../wire/credential.ts';
import { h } from './dom.ts';

/** A text with every credential in it marked, in few characters unless it is to be shown whole. */
export function marked(text: string, credentials: readonly string[], isWhole = false): readonly (Node | string)[] {
  return splitAtCredentials(text, credentials).map((piece) => {
    if (!piece.isCredential) return piece.text;
    const spoken = h('span', { class: 'out-of-sight' }, 'credential ');
    return h('mark', {}, spoken, isWhole ? piece.text : abbreviated(piece.text));
  });
}
