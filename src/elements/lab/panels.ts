import { toggle } from '../dom.ts';

/** The parts of a lab below its code. On a wide screen one of them is in sight, on a narrow one they stand under each other. */
export type Panel = 'attempts' | 'connect' | 'inspect' | 'console';

/** Lets the tabs in `bar` choose the panel of `lab`. Gives the way to show one from elsewhere. */
export function panels(lab: HTMLElement, bar: HTMLElement): (panel: Panel) => void {
  const tabs = () => [...bar.querySelectorAll<HTMLElement>('[role="tab"]')];
  const show = (panel: Panel) => {
    lab.dataset['panel'] = panel;
    for (const tab of tabs()) {
      const isShown = tab.dataset['panel'] === panel;
      toggle(tab, 'aria-selected', String(isShown));
      toggle(tab, 'tabindex', isShown ? '0' : '-1');
    }
  };
  bar.addEventListener('click', ({ target }) => {
    const tab = target instanceof Element ? target.closest<HTMLElement>('[data-panel]') : null;
    if (tab !== null) show(tab.dataset['panel'] as Panel);
  });
  bar.addEventListener('keydown', (event) => {
    const all = tabs();
    const at = all.findIndex((tab) => event.target instanceof Node && tab.contains(event.target));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    const next = at === -1 || to === undefined ? undefined : all[(to + all.length) % all.length];
    if (next === undefined) return;
    event.preventDefault();
    show(next.dataset['panel'] as Panel);
    next.focus();
  });
  return show;
}
