import { filesOf } from '../../lab/edits.ts';
import type { LabState } from '../../lab/lab-state.ts';
import { h, toggle } from '../dom.ts';

/** A file as its tab shows it. */
export interface Tab {
  readonly path: string;
  readonly mark: 'edited' | 'added' | 'read-only' | null;
}

const WORDS = { edited: 'edited', added: 'new', 'read-only': 'read only' } as const;

/** The tabs of a lab: first the files that the exercise begins with, then the others; no hidden ones. */
export function tabsOf({ exercise, edits }: LabState): readonly Tab[] {
  const paths = Object.keys(filesOf(exercise.files, edits)).filter((path) => !exercise.hidden.includes(path));
  const focus = exercise.focus.map(({ path }) => path).filter((path) => paths.includes(path));
  const locked = (path: string) => exercise.readOnly.includes(path);
  const others = [...paths.filter((path) => !locked(path)), ...paths.filter(locked)];
  return [...new Set([...focus, ...others])].map((path) => {
    if (locked(path)) return { path, mark: 'read-only' };
    const edit = Object.hasOwn(edits, path) ? edits[path] : undefined;
    if (edit === undefined) return { path, mark: null };
    return { path, mark: edit.from === null ? 'added' : 'edited' };
  });
}

/** Shows one tab a file in `list`, the shown one selected. The arrows go from tab to tab, as in any list of tabs. */
export function fileTabs(
  list: HTMLElement,
  open: (path: string) => void,
): (tabs: readonly Tab[], shown: string) => void {
  const buttons = () => [...list.querySelectorAll<HTMLElement>('[role="tab"]')];
  const pathOf = (target: EventTarget | null) =>
    target instanceof Element ? target.closest<HTMLElement>('[data-path]')?.dataset['path'] : undefined;
  list.addEventListener('click', ({ target }) => {
    const path = pathOf(target);
    if (path !== undefined) open(path);
  });
  list.addEventListener('keydown', (event) => {
    const all = buttons();
    const at = all.findIndex((button) => button.dataset['path'] === pathOf(event.target));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    const next = to === undefined ? undefined : all[(to + all.length) % all.length];
    if (next === undefined) return;
    event.preventDefault();
    open(next.dataset['path'] ?? '');
    buttons()
      .find(({ dataset }) => dataset['path'] === next.dataset['path'])
      ?.focus();
  });
  let drawn = '';
  return (tabs, shown) => {
    const now = JSON.stringify(tabs);
    if (now !== drawn) {
      const focused = list.contains(document.activeElement);
      drawn = now;
      list.replaceChildren(...tabs.map(tabOf));
      if (focused) queueMicrotask(() => list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
    }
    for (const button of buttons()) {
      const isShown = button.dataset['path'] === shown;
      toggle(button, 'aria-selected', String(isShown));
      toggle(button, 'tabindex', isShown ? '0' : '-1');
    }
  };
}

function tabOf({ path, mark }: Tab): HTMLElement {
  const isSeen = mark === 'edited' || mark === 'added';
  const words = mark === null ? [] : [h('i', { translate: 'yes', class: isSeen ? null : 'out-of-sight' }, WORDS[mark])];
  return h(
    'button',
    {
      class: 'tab',
      type: 'button',
      role: 'tab',
      'aria-controls': 'editor',
      'data-path': path,
      'data-mark': mark,
      translate: 'no',
    },
    path,
    ...words,
  );
}
