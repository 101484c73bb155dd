import { leave, leftAt, openDoorstep } from '../../progress/doorstep.ts';
import type { Fact } from '../../progress/fact.ts';
import type { Mark, Marks } from '../../progress/marks.ts';
import type { Position, Progress } from '../../progress/progress.ts';
import { rememberedMarks, rememberMarks, showMarks } from './shown-marks.ts';

/** What a visit leaves for the database, which takes it in when it is opened the next time. */
const PLACE = 'handshake/progress#visits';

/**
 * What every page does with progress at once, without opening the database: it shows the marks of the last visit, and a lesson
 * leaves word that it was opened and where the reader was. Says whether there are answers to show again.
 */
export function visit(): { readonly hasAnswers: boolean } {
  const doorstep = openDoorstep();
  const lesson = document.querySelector<HTMLElement>('[data-reading]')?.dataset['reading'];
  const show = () => showMarks(rememberedMarks(doorstep));
  if (doorstep === undefined) {
    for (const words of document.querySelectorAll<HTMLElement>('[data-not-kept=blocked]')) words.hidden = false;
  }
  addEventListener('storage', show);
  const known = lesson === undefined ? undefined : rememberedMarks(doorstep).lessons[lesson];
  if (lesson !== undefined) {
    if (known === undefined) leaveWord({ facts: [{ kind: 'opened', at: Date.now(), lesson }], positions: {} });
    if (location.hash === '#resume' && known !== undefined) scrollTo(0, known.scroll * height());
    const gone = () =>
      document.visibilityState === 'hidden' && leaveWord({ facts: [], positions: { [lesson]: here() } });
    document.addEventListener('visibilitychange', gone);
    addEventListener('pagehide', () => leaveWord({ facts: [], positions: { [lesson]: here() } }));
  }
  show();
  return { hasAnswers: known?.answered === true };

  /** Adds to what earlier visits left, and to the marks. */
  function leaveWord(word: { readonly facts: readonly Fact[]; readonly positions: Progress['positions'] }): void {
    const left = leftAt(doorstep, PLACE)[0]?.[1] as Partial<Progress> | null | undefined;
    const facts = [...(Array.isArray(left?.facts) ? left.facts : []), ...word.facts];
    const positions = { ...left?.positions, ...word.positions };
    leave(doorstep, PLACE, { version: 1, facts, positions } satisfies Progress);
    if (lesson !== undefined)
      rememberMarks(doorstep, withVisit(rememberedMarks(doorstep), lesson, word.positions[lesson]));
  }
}

function withVisit(marks: Marks, lesson: string, position: Position | undefined): Marks {
  const known: Mark = marks.lessons[lesson] ?? { state: 'started', at: 0, scroll: 0, answered: false };
  const { at, scroll } = position ?? known;
  return { lessons: { ...marks.lessons, [lesson]: { ...known, at, scroll } } };
}

function here(): Position {
  return { at: Date.now(), scroll: Math.min(1, Math.max(0, scrollY / height())) };
}

function height(): number {
  return Math.max(1, document.documentElement.scrollHeight);
}
