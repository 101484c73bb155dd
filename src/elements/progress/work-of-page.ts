import { createWorkStore, type WorkStore } from '../../progress/work-store.ts';
import { progressOfPage } from './progress-of-page.ts';

let opened: Promise<WorkStore> | undefined;

/** The work of labs as this browser keeps it, once a page. Never rejects. */
export function workOfPage(): Promise<WorkStore> {
  opened ??= progressOfPage().then(({ shelf, doorstep, tab }) => createWorkStore(shelf, doorstep, tab));
  return opened;
}
