import type { Lab } from '../../lab/create-lab.ts';
import { filesOf, nameFault } from '../../lab/edits.ts';
import type { LabState } from '../../lab/lab-state.ts';
import { mayRemove } from '../../lab/next-of-work.ts';
import { h } from '../dom.ts';
import { askForName } from './name-dialog.ts';

/** Fills the disclosure `menu` with what can be done to the files; what cannot be done to the shown one is not offered. */
export function fileMenu(menu: HTMLElement, lab: Lab): (state: LabState) => void {
  const list = h('div', { class: 'menu-list' });
  menu.querySelector('.menu-list')?.remove();
  menu.append(list);
  const close = () => {
    menu.removeAttribute('open');
    menu.querySelector('summary')?.focus();
  };
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.removeAttribute('open');
  });

  const ask = async (heading: string, act: string, name: string) => {
    const files = filesOf(lab.state.exercise.files, lab.state.edits);
    return askForName({ heading, act, name }, (path) => nameFault(files, path));
  };
  const item = (label: string, act: () => void) => {
    const button = h('button', { type: 'button', class: 'quiet' }, label);
    button.addEventListener('click', () => {
      close();
      act();
    });
    return button;
  };

  return ({ exercise, edits, undo, shown: { path } }) => {
    const isEdited = Object.hasOwn(edits, path);
    const movable = mayRemove(exercise, path);
    list.replaceChildren(
      item('New file …', async () => {
        const name = await ask('A new file', 'Create', 'rooms.ts');
        if (name !== undefined) lab.send({ kind: 'added', path: name });
      }),
      ...(movable
        ? [
            item(`Rename ${path} …`, async () => {
              const name = await ask(`A new name for ${path}`, 'Rename', path);
              if (name !== undefined) lab.send({ kind: 'renamed', path, to: name });
            }),
            item(`Remove ${path}`, () => lab.send({ kind: 'removed', path })),
          ]
        : []),
      ...(undo === null ? [] : [item(`Undo ${undo.what}`, () => lab.send({ kind: 'undone' }))]),
      ...(isEdited ? [item(`Reset ${path}`, () => lab.send({ kind: 'reset', path }))] : []),
      ...(Object.keys(edits).length > 0
        ? [item('Reset all files', () => lab.send({ kind: 'reset', path: null }))]
        : []),
      ...(Object.keys(exercise.solution).length > 0
        ? [item('Put in the solution', () => lab.send({ kind: 'solved' }))]
        : []),
    );
  };
}
