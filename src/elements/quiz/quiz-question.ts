import type { Answer } from '../../quiz/answer.ts';
import { type Confidence, confidences } from '../../quiz/confidence.ts';
import { type AnswerKey, grade, refutes } from '../../quiz/grade.ts';
import { shuffle } from '../../quiz/shuffle.ts';
import type { AnsweredDetail } from './answered-event.ts';
import type { RunExperiment } from './experiment-run.ts';

/**
 * Makes one server-rendered question live: commit with confidence, experiment, verdict, why. All its words are in the page
 * already and are shown or hidden whole, so that a translated page stays translated.
 */
export class QuizQuestion extends HTMLElement {
  /** Set once by the page that can run experiments. */
  static runExperiment: RunExperiment | undefined;

  #tries = 0;

  connectedCallback(): void {
    if (this.dataset['state'] !== undefined) return;
    this.dataset['state'] = 'asked';
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.dataset['state'] !== 'asked') return;
      const chosen = (event.submitter as HTMLButtonElement | null)?.value;
      this.#commit(confidences.find((known) => known === chosen) ?? 'think-so');
    });
    this.addEventListener('click', (event) => {
      const asked = (event.target as Element).closest<HTMLElement>('[data-do]')?.dataset['do'];
      if (asked === 'skip') this.#skip();
      if (asked === 'again') this.#askAgain();
      if (asked === 'run') void this.#run();
    });
    if (this.#key.kind === 'order') void import('./order-list.ts').then(({ makeOrderable }) => makeOrderable(this));
  }

  /** Shows an answer of an earlier visit, without running anything. */
  recall(answer: Answer, confidence: Confidence | null): void {
    if (this.dataset['state'] !== 'asked') return;
    this.#put(answer);
    this.#show(answer, confidence);
    this.#say(grade(this.#key, answer).right ? 'right' : 'wrong');
  }

  #commit(confidence: Confidence): void {
    const answer = this.#answer();
    const graded = grade(this.#key, answer);
    const detail: AnsweredDetail = {
      question: this.dataset['question'] ?? '',
      prediction: this.dataset['prediction'] !== undefined,
      answer,
      confidence,
      grade: graded,
      refutes: refutes(this.#key),
    };
    this.#show(answer, confidence);
    this.#one('.outcome').focus();
    this.dispatchEvent(new CustomEvent('quiz-answered', { bubbles: true, detail }));
    // Said once, and only when the experiment has had its word; not of a try that the learner has left for another meanwhile.
    const tries = this.#tries;
    void this.#run().then(() => {
      if (tries === this.#tries) this.#say(graded.right ? 'right' : 'wrong');
    });
  }

  #show(answer: Answer, confidence: Confidence | null): void {
    const { chosen, right } = grade(this.#key, answer);
    this.#setState('answered');
    this.#one('[data-said]').replaceChildren(...this.#saidNodes(answer));
    for (const words of this.#all('[data-confidence]')) words.hidden = words.dataset['confidence'] !== confidence;
    for (const why of this.#all('[data-why]')) why.toggleAttribute('data-chosen', why.dataset['why'] === chosen);
    this.#one('[data-after]').hidden = right;
    this.#one<HTMLDetailsElement>('details.answers').open = true;
  }

  #skip(): void {
    this.#setState('skipped');
    this.#one('[data-after]').hidden = false;
    this.#say('skipped');
    this.#one('[data-do="again"]').focus();
    this.dispatchEvent(new CustomEvent('quiz-skipped', { bubbles: true, detail: this.dataset['question'] ?? '' }));
  }

  /** The same question, its options in another order. */
  #askAgain(): void {
    this.#tries += 1;
    this.#form.reset();
    const list = this.querySelector('.options');
    const isYesNo = this.dataset['kind'] === 'yes-no';
    if (list && !isYesNo) list.append(...shuffle([...list.children], `${this.dataset['question']}#${this.#tries}`));
    this.#setState('asked');
    this.#say(undefined);
    this.#one('[data-after]').hidden = true;
    this.#one<HTMLDetailsElement>('details.answers').open = false;
    this.#one('input, [data-move]').focus();
  }

  async #run(): Promise<void> {
    const { experiment, question = '' } = this.dataset;
    const run = QuizQuestion.runExperiment;
    if (experiment === undefined || run === undefined) return;
    this.#setRun('running');
    try {
      const { how, verdicts, wire } = await run(question.slice(0, question.lastIndexOf('/')), experiment);
      const { rowsOf } = await import('./verdict-rows.ts');
      this.#one('[data-rows]').replaceChildren(...rowsOf(verdicts));
      this.#one('[data-wire]').replaceChildren(wire);
      this.#setRun(how, ...(verdicts.every(({ passed }) => passed) ? [] : ['disagrees']));
    } catch (fault) {
      console.warn(fault);
      this.#setRun('failed');
    }
  }

  #setState(state: 'asked' | 'answered' | 'skipped'): void {
    this.dataset['state'] = state;
    for (const part of this.#all<HTMLFieldSetElement>('[data-ask]')) part.disabled = state !== 'asked';
    this.#one('.outcome').hidden = state !== 'answered';
  }

  #setRun(...shown: readonly string[]): void {
    for (const words of this.#all('[data-run]')) words.hidden = !shown.includes(words.dataset['run'] ?? '');
  }

  #say(verdict: string | undefined): void {
    if (verdict !== undefined) this.dataset['verdict'] = verdict;
    else delete this.dataset['verdict'];
    for (const words of this.#all('[data-verdict]')) words.hidden = words.dataset['verdict'] !== verdict;
  }

  /** Where one picks, the radio buttons are the key; other kinds have theirs in `data-key`. */
  get #key(): AnswerKey {
    const key = this.dataset['key'];
    if (key !== undefined) return JSON.parse(key);
    return { kind: 'choice', options: this.#all<HTMLInputElement>('input[type=radio]').map(({ value }) => value) };
  }

  get #form(): HTMLFormElement {
    return this.#one('form');
  }

  #answer(): Answer {
    const field = String(new FormData(this.#form).get('answer'));
    switch (this.#key.kind) {
      case 'choice':
        return { choice: field };
      case 'number':
        return { number: Number(field) };
      case 'order':
        return { order: this.#all('[data-item]').map((item) => item.dataset['item'] ?? '') };
    }
  }

  #put(answer: Answer): void {
    if ('choice' in answer) this.#one<HTMLInputElement>(`[value="${CSS.escape(answer.choice)}"]`).checked = true;
    else if ('number' in answer) this.#one<HTMLInputElement>('input').value = String(answer.number);
    else this.#one('[data-order]').append(...answer.order.map((id) => this.#one(`[data-item="${CSS.escape(id)}"]`)));
  }

  /** The words of the answer, as the page has them now. */
  #saidNodes(answer: Answer): Node[] {
    if ('choice' in answer) return copies(this.#one(`[value="${CSS.escape(answer.choice)}"] + span`));
    if ('number' in answer) return [new Text(`${answer.number} `), ...copies(this.#one('.number span'))];
    const list = document.createElement('ol');
    for (const words of this.#all('[data-item] p')) {
      const item = document.createElement('li');
      item.append(...copies(words));
      list.append(item);
    }
    return [list];
  }

  #one<E extends HTMLElement = HTMLElement>(selector: string): E {
    const found = this.querySelector<E>(selector);
    if (found === null) throw new Error(`expected ${selector} in ${this.id}`);
    return found;
  }

  #all<E extends HTMLElement = HTMLElement>(selector: string): E[] {
    return [...this.querySelectorAll<E>(selector)];
  }
}

function copies(element: Element): Node[] {
  return [...element.childNodes].map((node) => node.cloneNode(true));
}

customElements.define('quiz-question', QuizQuestion);
