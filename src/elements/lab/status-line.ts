import type { Lab } from '../../lab/create-lab.ts';
import { conflictsOf } from '../../lab/edits.ts';
import { type LabState, runUnderWay } from '../../lab/lab-state.ts';
import { h, toggle } from '../dom.ts';
import { statusWords } from './status-words.ts';

/** Shows in `box` what the lab does or what went wrong, with the way on, what can be undone, and what the author changed meanwhile. */
export function statusLine(box: HTMLElement, lab: Lab): (state: LabState) => void {
  let since = 0;
  let run: number | null = null;
  let tick: ReturnType<typeof setInterval> | undefined;
  let drawn = '';
  let offered: Pick<LabState, 'undo' | 'edits'> = { undo: lab.state.undo, edits: {} };

  function draw(): void {
    const { state } = lab;
    const words = statusWords(state, run === null ? 0 : Math.floor((performance.now() - since) / 1000));
    const conflicts = conflictsOf(state.exercise.files, state.edits);
    // It is offered here until the learner types on; after that it is still in the file menu.
    if (state.undo !== offered.undo) offered = state;
    const isFresh = state.undo !== null && state.edits === offered.edits;
    const now = JSON.stringify([words, isFresh, state.undo?.what, conflicts]);
    if (now === drawn) return;
    drawn = now;
    const parts = [
      ...(words === undefined ? [] : [h('p', { class: `status-${words.tone}` }, ...statusParts(words))]),
      ...conflicts.map((path) => conflict(path)),
      ...(isFresh && state.undo !== null ? [undo(state.undo.what)] : []),
    ];
    box.replaceChildren(...parts);
    box.hidden = parts.length === 0;
    toggle(box, 'data-tone', words?.tone ?? null);
  }

  function statusParts({
    tone,
    says,
    wayOn,
    place,
  }: NonNullable<ReturnType<typeof statusWords>>): readonly (Node | string)[] {
    const sign = tone === 'fault' ? [h('b', {}, 'Could not run. ')] : tone === 'holds' ? [h('b', { class: 'ok' })] : [];
    const parts: (Node | string)[] = [...sign, says];
    if (wayOn !== undefined) parts.push(' ', h('span', { class: 'way-on' }, wayOn));
    if (place !== undefined) {
      const { path, line } = place;
      const label = line === undefined ? path : `${path}:${line}`;
      parts.push(
        ' ',
        button(label, 'place', () => lab.send({ kind: 'opened', path, ...(line !== undefined && { line }) })),
      );
    }
    return parts;
  }

  function undo(what: string): HTMLElement {
    return h(
      'p',
      { class: 'status-quiet' },
      button(`Undo ${what}`, 'quiet-act', () => lab.send({ kind: 'undone' })),
    );
  }

  function conflict(path: string): HTMLElement {
    const keep = (whose: 'mine' | 'given') => () => lab.send({ kind: 'conflict-settled', path, keep: whose });
    const words = [h('code', { translate: 'no' }, path), ' was changed by its author since you edited it. '];
    return h(
      'p',
      { class: 'status-conflict' },
      ...words,
      button('Keep mine', 'quiet-act', keep('mine')),
      ' ',
      button('Take the new one', 'quiet-act', keep('given')),
    );
  }

  return (state) => {
    const now = runUnderWay(state.life);
    if (now !== run) {
      run = now;
      since = performance.now();
      clearInterval(tick);
      if (run !== null) tick = setInterval(draw, 1000);
    }
    draw();
  };
}

function button(label: string, kind: string, onClick: () => void): HTMLButtonElement {
  const made = h('button', { type: 'button', class: kind }, label);
  made.addEventListener('click', onClick);
  return made;
}
