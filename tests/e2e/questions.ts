import { expect, type Locator, type Page } from '@playwright/test';

/** A question as a learner meets it, moved by keys alone. */
export function questionOn(page: Page): Locator {
  return page.locator('quiz-question').first();
}

/** Tabs forward until the focus is on what the selector names; as a learner does, who cannot know how far it is. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  throw new Error(`expected ${selector} within 80 presses of Tab`);
}

/** Chooses the option that stands at `place` (from 0) in the group that has the focus. */
export async function choose(page: Page, place: number): Promise<void> {
  await page.keyboard.press('Space');
  for (let presses = 0; presses < place; presses++) await page.keyboard.press('ArrowDown');
}

/** The place of an option by its id (`right`, or a misconception). */
export function placeOf(question: Locator, option: string): Promise<number> {
  return question
    .locator('input[type=radio]')
    .evaluateAll((radios, wanted) => radios.findIndex((radio) => (radio as HTMLInputElement).value === wanted), option);
}

/** Counts how often a screen reader is given a verdict to say: each time one of the status's sentences appears. */
export async function countAnnouncements(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    for (const status of document.querySelectorAll('quiz-question [role=status]')) {
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          if (target instanceof HTMLElement && !target.hidden) said.push(target.textContent ?? '');
        }
      }).observe(status, { subtree: true, childList: true, characterData: true, attributeFilter: ['hidden'] });
    }
  });
  return () => page.evaluate(() => (window as unknown as { said: string[] }).said.length);
}

/** What a browser's translation does to a page: every text stands in a `<font>` of its own, inside another. */
export function translate(page: Page): Promise<void> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement?.closest('script, style, textarea, [translate=no]') || (node.textContent ?? '').trim() === ''
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
    );
    const texts: Node[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      const outer = document.createElement('font');
      const inner = document.createElement('font');
      outer.append(inner);
      text.parentNode?.replaceChild(outer, text);
      inner.append(document.createTextNode(`«${text.textContent ?? ''}»`));
    }
  });
}

/** Waits until the verdict is said. */
export async function verdictOf(question: Locator): Promise<string> {
  await expect(question).toHaveAttribute('data-verdict', /right|wrong/, { timeout: 60_000 });
  return (await question.getAttribute('data-verdict')) ?? '';
}
