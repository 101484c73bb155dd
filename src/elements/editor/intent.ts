const NARROW = '(max-width: 60em)';

/** Whether this page may spend a megabyte on a larger editor: not on a narrow screen, and not where data is to be saved. */
export function mayLoadMore(): boolean {
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
  return !matchMedia(NARROW).matches && connection?.saveData !== true;
}

/** Calls `act` once, when somebody first touches `region`, moves into it, or scrolls until it is seen. */
export function onFirstIntent(region: Element, act: () => void): void {
  const life = new AbortController();
  const options = { signal: life.signal, passive: true } as const;
  const now = () => {
    life.abort();
    act();
  };
  for (const type of ['pointermove', 'pointerdown', 'focusin', 'keydown']) region.addEventListener(type, now, options);
  // What is in view when the page loads shows no intent; what is scrolled to does.
  addEventListener('scroll', () => isSeen(region) && now(), options);
}

function isSeen(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
