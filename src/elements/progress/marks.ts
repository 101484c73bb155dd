import { lessonMark, resumeAt } from '../../progress/lesson-mark.ts';
import type { Known } from '../../progress/progress-store.ts';
import { progressOfPage } from './progress-of-page.ts';

// What every page does with progress: marks each [data-lesson], offers to resume, remembers where the reader is, and says when
// nothing is kept. All words are in the page and are shown or hidden whole.

const { store } = await progressOfPage();
const lesson = document.querySelector<HTMLElement>('[data-reading]')?.dataset['reading'];

store.subscribe((known) => {
  mark(known);
  offerToResume(known);
  for (const words of all('[data-not-kept]')) {
    words.hidden = known.keeping.kind === 'kept' || words.dataset['notKept'] !== known.keeping.why;
  }
  for (const words of all('[data-set-aside]')) words.hidden = known.setAside === 0;
});

if (lesson !== undefined) {
  void store.record({ kind: 'opened', at: Date.now(), lesson });
  if (location.hash === '#resume') scrollBack(lesson);
  const leave = () => store.moveNow(lesson, { at: Date.now(), scroll: scrolled() });
  addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave());
}

function mark({ progress }: Known): void {
  for (const element of all('[data-lesson]')) {
    const state = lessonMark(progress, element.dataset['lesson'] ?? '');
    if (state === 'untouched') {
      delete element.dataset['state'];
      element.removeAttribute('aria-describedby');
    } else {
      element.dataset['state'] = state;
      const spoken = element.querySelector('a') ?? element;
      spoken.setAttribute('aria-describedby', `lesson-${state}`);
    }
  }
}

function offerToResume({ progress }: Known): void {
  const offer = document.querySelector<HTMLAnchorElement>('a[data-resume-link]');
  if (offer === null) return;
  const links = new Map(
    all('[data-lesson] a[href]').map((link) => [link.closest<HTMLElement>('[data-lesson]')?.dataset['lesson'], link]),
  );
  const at = resumeAt(
    progress,
    [...links.keys()].filter((id) => id !== undefined),
  );
  const link = links.get(at);
  offer.hidden = link === undefined;
  for (const instead of all('[data-resume-instead]')) instead.classList.toggle('primary', link === undefined);
  if (link === undefined) return;
  offer.href = `${link.getAttribute('href')}#resume`;
  const title = link.querySelector('.title') ?? link;
  offer
    .querySelector('[data-resume-title]')
    ?.replaceChildren(...[...title.childNodes].map((node) => node.cloneNode(true)));
}

function scrollBack(lesson: string): void {
  store.subscribe(({ progress }) => {
    const scroll = progress.positions[lesson]?.scroll;
    if (scroll !== undefined) scrollTo(0, scroll * document.documentElement.scrollHeight);
  })();
}

function scrolled(): number {
  return Math.min(1, Math.max(0, scrollY / Math.max(1, document.documentElement.scrollHeight)));
}

function all(selector: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selector)];
}
