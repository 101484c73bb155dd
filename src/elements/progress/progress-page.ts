import { allKept, type Counts, countKept, keptAside, takeInKept } from '../../progress/kept.ts';
import { keptFile } from '../../progress/kept-file.ts';
import { type Held, misconceptionsHeld } from '../../progress/misconceptions-held.ts';
import type { Progress } from '../../progress/progress.ts';
import { NotKept } from '../../progress/shelf.ts';
import { createWorkStore } from '../../progress/work-store.ts';
import { readNames } from './names.ts';
import { type PageProgress, progressOfPage } from './progress-of-page.ts';
import { readChosen } from './read-chosen.ts';

/** The page where a learner sees, takes away and erases what is kept. Files of others are data: they are shown as text only. */
class ProgressPage extends HTMLElement {
  readonly #names = readNames();
  #progress: Progress | undefined;

  /** Listens before it waits for what is kept, and takes a file that was chosen before this script was there. */
  async connectedCallback(): Promise<void> {
    const page = progressOfPage();
    this.addEventListener('click', async ({ target }) => {
      const asked = target instanceof Element ? target.closest<HTMLElement>('[data-do]')?.dataset['do'] : undefined;
      if (asked !== undefined) await this.#do(asked, await page);
    });
    this.#one('[data-export]').addEventListener('submit', async (event) => {
      event.preventDefault();
      await this.#export(await page);
    });
    const chosen = this.#one<HTMLInputElement>('[data-import]');
    chosen.addEventListener('change', async () => this.#import(await page, chosen));

    const { store, shelf } = await page;
    store.subscribe(({ progress }) => {
      this.#progress = progress;
      this.#showHeld(misconceptionsHeld(progress));
      void countKept(shelf, progress).then((counts) => this.#showCounts(counts));
    });
    void this.#import(await page, chosen);
    const { classReports } = await import('./class-reports.ts');
    classReports(this, this.#names);
  }

  async #do(asked: string, page: PageProgress): Promise<void> {
    const confirm = this.#one('[data-confirm]');
    if (asked === 'save-aside') save('handshake-set-aside.json', JSON.stringify(await keptAside(page.shelf), null, 1));
    if (asked === 'erase') {
      confirm.hidden = false;
      this.#one('[data-do="erase-not"]').focus();
    }
    if (asked === 'erase-not') {
      confirm.hidden = true;
      this.#one('[data-do="erase"]').focus();
    }
    if (asked === 'erase-really') {
      confirm.hidden = true;
      try {
        await page.store.clear();
        this.#say('Everything is erased.');
      } catch (fault) {
        this.#say(fault instanceof NotKept ? fault.message : String(fault));
      }
      this.#one('#kept').scrollIntoView();
    }
  }

  async #export({ shelf }: PageProgress): Promise<void> {
    if (this.#progress === undefined) return;
    const name = String(new FormData(this.#one<HTMLFormElement>('[data-export]')).get('name') ?? '').trim();
    const now = new Date();
    const text = keptFile(await allKept(shelf, this.#progress), name, now);
    save(`handshake-progress-${now.toISOString().slice(0, 10)}.json`, text);
    this.#say('The file is in your downloads.');
  }

  async #import({ store, shelf, doorstep, tab }: PageProgress, input: HTMLInputElement): Promise<void> {
    const [chosen] = input.files ?? [];
    input.value = '';
    if (chosen === undefined) return;
    const read = await readChosen(chosen);
    if ('says' in read) return this.#say(`${chosen.name} was not imported. ${read.says}`);
    try {
      await takeInKept(read, store, createWorkStore(shelf, doorstep, tab));
      this.#say(`${chosen.name} is imported.`);
    } catch (fault) {
      this.#say(fault instanceof NotKept ? fault.message : String(fault));
    }
  }

  #showCounts(counts: Counts): void {
    for (const place of this.querySelectorAll<HTMLElement>('[data-count]')) {
      place.textContent = String(counts[place.dataset['count'] as keyof Counts]);
    }
    const isSomething = Object.values(counts).some((count) => count > 0);
    for (const part of ['[data-nothing]', '[data-erase-nothing]']) this.#one(part).hidden = isSomething;
    for (const part of ['[data-counts]', '[data-erase-something]']) this.#one(part).hidden = !isSomething;
    this.#one('[data-set-aside-offer]').hidden = counts.setAside === 0;
  }

  #showHeld(held: readonly Held[]): void {
    this.#one('[data-none-held]').hidden = held.length > 0;
    this.#one('[data-review-offer]').hidden = held.length === 0;
    this.#one('[data-held]').replaceChildren(
      ...held.map(({ misconception }) => {
        const item = document.createElement('li');
        item.textContent = this.#names.misconceptions[misconception] ?? misconception;
        return item;
      }),
    );
  }

  #say(words: string): void {
    this.#one('[data-said]').textContent = words;
  }

  #one<E extends HTMLElement = HTMLElement>(selector: string): E {
    const found = this.querySelector<E>(selector);
    if (found === null) throw new Error(`expected ${selector} on the page of progress`);
    return found;
  }
}

/** Hands a text to the browser as a download. */
function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}

customElements.define('progress-page', ProgressPage);
