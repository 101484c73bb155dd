import { type ClassReport, classReport } from '../../progress/class-report.ts';
import type { Progress } from '../../progress/progress.ts';
import type { Names } from './names.ts';
import { readChosen } from './read-chosen.ts';
import { reportTables } from './report-tables.ts';

/** More files than any course has learners: what somebody drops by mistake must not stop the page. */
const MOST_FILES = 2_000;

interface Chosen {
  readonly read: readonly Progress[];
  /** A sentence for each file that is none. */
  readonly refused: readonly string[];
}

/** Makes reports of the progress files that are chosen or dropped on a page. */
export function classReports(page: HTMLElement, names: Names): void {
  const input = page.querySelector<HTMLInputElement>('[data-class]');
  const drop = page.querySelector<HTMLElement>('[data-drop]');
  let shows = 0;
  input?.addEventListener('change', () => void show([...(input.files ?? [])]));
  drop?.addEventListener('dragover', (event) => event.preventDefault());
  drop?.addEventListener('drop', (event) => {
    event.preventDefault();
    void show([...(event.dataTransfer?.files ?? [])]);
  });
  // Somebody may have chosen before this script was there.
  if (input?.files?.length) void show([...input.files]);

  async function show(files: readonly File[]): Promise<void> {
    shows += 1;
    const show = shows;
    const { read, refused } = await readAll(files);
    // Other files were chosen while these were read.
    if (show !== shows) return;
    const report = classReport(
      read,
      names.lessons.map(({ id }) => id),
    );
    page.querySelector('[data-class-said]')?.replaceChildren(said(report, refused));
    page.querySelector('[data-report]')?.replaceChildren(...(read.length === 0 ? [] : reportTables(report, names)));
  }
}

/** One file after another, so that a hundred large ones are not in memory at once. */
async function readAll(files: readonly File[]): Promise<Chosen> {
  const read: Progress[] = [];
  const refused: string[] = [];
  for (const file of files.slice(0, MOST_FILES)) {
    const found = await readChosen(file);
    if ('says' in found) refused.push(`${file.name}: ${found.says}`);
    else read.push(found.kept.progress);
  }
  if (files.length > MOST_FILES) refused.push(`Only the first ${MOST_FILES} files were read.`);
  return { read, refused };
}

function said({ learners }: ClassReport, refused: readonly string[]): Node {
  const words = document.createElement('div');
  const summary = document.createElement('p');
  summary.textContent = learners === 1 ? 'One learner.' : `${learners} learners.`;
  words.append(summary);
  if (refused.length === 0) return words;
  const list = document.createElement('ul');
  for (const sentence of refused) list.append(Object.assign(document.createElement('li'), { textContent: sentence }));
  words.append(`Left out (${refused.length}):`, list);
  return words;
}
