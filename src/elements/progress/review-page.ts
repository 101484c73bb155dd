import type { Known } from '../../progress/progress-store.ts';
import { type Askable, reviewForm } from '../../progress/review-form.ts';
import { dueNow, type Review, reviews } from '../../progress/review-schedule.ts';
import { progressOfPage } from './progress-of-page.ts';

interface Asked {
  readonly item: string;
  readonly question: string;
}

/** The page where due items come back, one after another. Questions are fetched as HTML from this site. */
class ReviewPage extends HTMLElement {
  #session: readonly Asked[] = [];
  #place = 0;

  async connectedCallback(): Promise<void> {
    const { store } = await progressOfPage();
    store.subscribe((known) => this.#begin(known))();
    this.addEventListener('quiz-answered', () => this.#offerNext());
    this.addEventListener('quiz-skipped', () => this.#offerNext());
    this.#one('[data-next] button').addEventListener('click', () => void this.#go(this.#place + 1));
  }

  /** What is due is settled when the page opens: answers given in the session do not change it. */
  #begin({ progress }: Known): void {
    const now = new Date();
    const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
    const course: readonly Askable[] = JSON.parse(document.querySelector('#askable')?.textContent ?? '[]');
    const formOf = (review: Review) => reviewForm(review, course, progress.facts);
    const isKnown = (review: Review) => formOf(review) !== undefined;
    this.#session = dueNow(progress, now.getTime(), midnight, isKnown).flatMap((review) => {
      const form = formOf(review);
      return form === undefined ? [] : [{ item: review.item, question: form.id }];
    });
    if (this.#session.length > 0) void this.#go(0);
    else
      this.#sayWhen(
        reviews(progress),
        progress.facts.some((fact) => fact.kind === 'answered'),
        now,
      );
  }

  async #go(place: number): Promise<void> {
    this.#place = place;
    this.#one('[data-next]').hidden = true;
    const asked = this.#session[place];
    if (asked === undefined) {
      this.#one('[data-question-here]').replaceChildren();
      this.#say('done');
      this.#one('[data-state="done"]').focus();
      return;
    }
    this.#one('[data-place]').textContent = String(place + 1);
    this.#one('[data-due]').textContent = String(this.#session.length);
    try {
      const question = await fetched(asked);
      this.#one('[data-question-here]').replaceChildren(question);
      this.#say('asking');
      if (place > 0) question.querySelector<HTMLElement>('input, [data-move]')?.focus();
    } catch {
      this.#say('offline');
    }
  }

  #offerNext(): void {
    this.#one('[data-next]').hidden = false;
  }

  #sayWhen(waiting: readonly Review[], someAnswered: boolean, now: Date): void {
    const next = waiting[0];
    if (next === undefined) {
      this.#say(someAnswered ? 'rests' : 'nothing');
      return;
    }
    // What is due already has had its ten for today.
    const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime();
    const day = new Date(next.due <= now.getTime() ? tomorrow : next.due);
    this.#one('[data-next-day]').textContent = day.toLocaleDateString(document.documentElement.lang, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
    });
    this.#say('later');
  }

  #say(state: string): void {
    for (const words of this.querySelectorAll<HTMLElement>('[data-state]')) {
      if (words.parentElement === this) words.hidden = words.dataset['state'] !== state;
    }
  }

  #one(selector: string): HTMLElement {
    const found = this.querySelector<HTMLElement>(selector);
    if (found === null) throw new Error(`expected ${selector} on the page of reviews`);
    return found;
  }
}

async function fetched({ item, question }: Asked): Promise<HTMLElement> {
  const answer = await fetch(`/questions/${question}/`);
  const piece = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const element = piece.querySelector<HTMLElement>('quiz-question');
  if (!answer.ok || element === null) throw new Error(`the question ${question} did not come (${answer.status})`);
  element.dataset['reviewOf'] = item;
  return document.importNode(element, true);
}

customElements.define('review-page', ReviewPage);
