import { type Doorstep, openDoorstep } from '../../progress/doorstep.ts';
import { openShelf } from '../../progress/indexed-db-shelf.ts';
import { marksOf } from '../../progress/marks.ts';
import { type Known, openProgress, type ProgressStore } from '../../progress/progress-store.ts';
import type { Shelf } from '../../progress/shelf.ts';
import { rememberMarks, showMarks } from './shown-marks.ts';

/** What this browser keeps of the learner, and where. `tab` is this page's own name among the open ones. */
export interface PageProgress {
  readonly store: ProgressStore;
  readonly shelf: Shelf;
  readonly doorstep: Doorstep | undefined;
  readonly tab: string;
}

let opened: Promise<PageProgress> | undefined;

/** Opens what is kept, once a page, and shows it. Never rejects: where the browser keeps nothing, it lasts as long as the page. */
export function progressOfPage(): Promise<PageProgress> {
  opened ??= open();
  return opened;
}

async function open(): Promise<PageProgress> {
  const shelf = await openShelf();
  const doorstep = openDoorstep();
  const tab = crypto.getRandomValues(new Uint32Array(2)).join('-');
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('handshake/progress') : undefined;
  const store = await openProgress({ shelf, doorstep, channel, tab, now: Date.now });
  store.subscribe((known) => {
    const marks = marksOf(known.progress);
    rememberMarks(doorstep, marks);
    showMarks(marks);
    showKeeping(known);
  });
  return { store, shelf, doorstep, tab };
}

/** Says on the page when what the learner does is not kept, or something was set aside. */
function showKeeping({ keeping, setAside }: Known): void {
  for (const words of document.querySelectorAll<HTMLElement>('[data-not-kept]')) {
    words.hidden = keeping.kind === 'kept' || words.dataset['notKept'] !== keeping.why;
  }
  for (const words of document.querySelectorAll<HTMLElement>('[data-set-aside]')) words.hidden = setAside === 0;
}
