import { type Doorstep, leave } from '../../progress/doorstep.ts';
import { type Marks, noMarks, resumeAt } from '../../progress/marks.ts';

/** Where the marks of the last visit lie, to be shown before the database has been opened. */
const PLACE = 'handshake/marks';

export function rememberedMarks(doorstep: Doorstep | undefined): Marks {
  try {
    const marks: unknown = JSON.parse(doorstep?.getItem(PLACE) ?? 'null');
    return typeof marks === 'object' && marks !== null && 'lessons' in marks ? (marks as Marks) : noMarks;
  } catch {
    return noMarks;
  }
}

export function rememberMarks(doorstep: Doorstep | undefined, marks: Marks): void {
  leave(doorstep, PLACE, marks);
}

/** Marks each `[data-lesson]` of the page and offers to resume. Words are in the page already and stay whole. */
export function showMarks(marks: Marks): void {
  for (const element of all('[data-lesson]')) {
    const mark = marks.lessons[element.dataset['lesson'] ?? ''];
    const spoken = element.querySelector('a') ?? element;
    if (mark === undefined) {
      delete element.dataset['state'];
      spoken.removeAttribute('aria-describedby');
    } else {
      element.dataset['state'] = mark.state;
      spoken.setAttribute('aria-describedby', `lesson-${mark.state}`);
    }
  }
  offerToResume(marks);
}

function offerToResume(marks: Marks): void {
  const offer = document.querySelector<HTMLAnchorElement>('a[data-resume-link]');
  if (offer === null) return;
  const links = new Map(
    all('[data-lesson] a[href]').map((link) => [
      link.closest<HTMLElement>('[data-lesson]')?.dataset['lesson'] ?? '',
      link,
    ]),
  );
  const link = links.get(resumeAt(marks, [...links.keys()]) ?? '');
  offer.hidden = link === undefined;
  for (const instead of all('[data-resume-instead]')) instead.classList.toggle('primary', link === undefined);
  if (link === undefined) return;
  offer.href = `${link.getAttribute('href')}#resume`;
  const title = link.querySelector('.title') ?? link;
  const copies = [...title.childNodes].map((node) => node.cloneNode(true));
  offer.querySelector('[data-resume-title]')?.replaceChildren(...copies);
}

function all(selector: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selector)];
}
