import { type Doorstep, openDoorstep } from '../../progress/doorstep.ts';
import { openShelf } from '../../progress/indexed-db-shelf.ts';
import { openProgress, type ProgressStore } from '../../progress/progress-store.ts';
import type { Shelf } from '../../progress/shelf.ts';

/** What this browser keeps of the learner, and where. `tab` is this page's own name among the open ones. */
export interface PageProgress {
  readonly store: ProgressStore;
  readonly shelf: Shelf;
  readonly doorstep: Doorstep | undefined;
  readonly tab: string;
}

let opened: Promise<PageProgress> | undefined;

/** Opens what is kept, once a page. Never rejects: where the browser keeps nothing, it lasts as long as the page. */
export function progressOfPage(): Promise<PageProgress> {
  opened ??= open();
  return opened;
}

async function open(): Promise<PageProgress> {
  const shelf = await openShelf();
  const doorstep = openDoorstep();
  const tab = crypto.getRandomValues(new Uint32Array(2)).join('-');
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('handshake/progress') : undefined;
  return { store: await openProgress({ shelf, doorstep, channel, tab, now: Date.now }), shelf, doorstep, tab };
}
