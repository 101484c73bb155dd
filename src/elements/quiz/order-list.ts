/**
 * Lets the items of an order question be moved: by its buttons, and by dragging with any pointer. Items move whole, so that
 * their words may be translated.
 */
export function makeOrderable(question: HTMLElement): void {
  const list = question.querySelector<HTMLElement>('[data-order]');
  if (list === null) return;
  list.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('[data-move]');
    const item = button?.closest<HTMLElement>('[data-item]');
    if (!button || !item) return;
    move(item, Number(button.dataset['move']));
    // The browser drops the focus of what is moved.
    button.focus();
  });
  list.addEventListener('pointerdown', (event) => {
    const item = (event.target as Element).closest<HTMLElement>('[data-item]');
    if (!item || (event.target as Element).closest('button') || list.closest('fieldset')?.disabled) return;
    drag(list, item, event);
  });
}

function move(item: HTMLElement, by: number): void {
  if (by < 0) item.previousElementSibling?.before(item);
  else item.nextElementSibling?.after(item);
}

function drag(list: HTMLElement, item: HTMLElement, { pointerId }: PointerEvent): void {
  const ended = new AbortController();
  const { signal } = ended;
  list.setPointerCapture(pointerId);
  item.toggleAttribute('data-dragged', true);
  list.addEventListener(
    'pointermove',
    ({ clientY }) => {
      const [before, after] = [item.previousElementSibling, item.nextElementSibling];
      if (before && clientY < middle(before)) move(item, -1);
      else if (after && clientY > middle(after)) move(item, 1);
    },
    { signal },
  );
  const end = () => {
    item.removeAttribute('data-dragged');
    ended.abort();
  };
  list.addEventListener('pointerup', end, { signal });
  list.addEventListener('pointercancel', end, { signal });
}

function middle(element: Element): number {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}
