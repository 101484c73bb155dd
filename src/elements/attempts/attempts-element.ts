import { h, prose, toggle } from '../dom.ts';
import { type AttemptRow, type RowWords, summaryOf, wordsOf } from './attempt-row.ts';

/** What a learner can ask for in the table. */
export interface AttemptsAsk {
  hint(check: string): void;
  inspect(check: string): void;
  open(path: string, line: number): void;
}

interface Shown {
  readonly row: HTMLTableRowElement;
  readonly toggle: HTMLButtonElement;
  readonly cells: Readonly<Record<'who' | 'sends' | 'expected' | 'observed', HTMLElement>>;
  readonly more: HTMLTableRowElement;
  readonly inside: HTMLElement;
}

const RUNGS = ['Nudge', 'Where', 'What', 'Code'] as const;

/**
 * The table of attempts: who, what was sent, expected, observed, and below a row that is opened, why. Every check has its row from the
 * start. The first row that differs opens by itself, once a run, unless the learner opened or closed one.
 */
export class AttemptsElement extends HTMLElement {
  ask: AttemptsAsk = { hint() {}, inspect() {}, open() {} };
  readonly #shown = new Map<string, Shown>();
  #isByHand = false;
  #drawn = new Map<string, string>();

  /** Shows the rows as they are now. `isRunning` holds the summary back until there is one to read out. */
  show(
    rows: readonly AttemptRow[],
    words: ReadonlyMap<string, Pick<RowWords, 'sends' | 'expected'>>,
    isRunning: boolean,
  ): void {
    if (this.#shown.size === 0) this.#build(rows);
    if (isRunning && rows.every(({ phase }) => phase !== 'judged')) this.#isByHand = false;
    for (const row of rows) {
      const given = words.get(row.check.id) ?? { sends: '', expected: '' };
      this.#draw(row, wordsOf(row, given));
    }
    if (!this.#isByHand) this.#openFirstDifference(rows);
    this.#say(rows, isRunning);
  }

  /** Opens the row of a check and brings it into sight. */
  reveal(check: string): void {
    this.#isByHand = true;
    this.#setOpen(check, true);
    this.#shown.get(check)?.row.scrollIntoView({ block: 'nearest' });
  }

  #build(rows: readonly AttemptRow[]): void {
    const count = h('b', { 'data-part': 'count' });
    const rest = h('span', { 'data-part': 'rest' });
    const heads = ['Who', 'Sends', 'Expected', 'Observed'].map((name) =>
      h('th', { scope: 'col', role: 'columnheader' }, name),
    );
    const body = h('tbody', { role: 'rowgroup' });
    for (const row of rows) body.append(...this.#rowOf(row));
    const table = h(
      'table',
      { role: 'table' },
      h('caption', {}, count, ' ', rest),
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, ...heads)),
      body,
    );
    const heard = h('p', { class: 'out-of-sight', role: 'status', 'data-part': 'heard' });
    this.replaceChildren(table, heard);
  }

  #rowOf({ check }: AttemptRow): readonly HTMLElement[] {
    const id = `why-${check.id}`;
    const who = h('span', { class: 'who', translate: 'no' });
    const marks = [
      check.core ? h('span', { class: 'mark-core', title: 'The step counts as done only with it' }, 'core') : null,
      check.attack ? h('span', { class: 'mark-attack', title: 'Somebody who means harm' }, 'attack') : null,
    ];
    const button = h(
      'button',
      { type: 'button', class: 'attempt-toggle', 'aria-expanded': 'false', 'aria-controls': id },
      who,
    );
    const head = h('th', { scope: 'row', role: 'rowheader' }, button, h('span', { class: 'marks' }, ...marks));
    const sends = h('td', { role: 'cell', 'data-head': 'Sends' });
    const expected = h('td', { role: 'cell', 'data-head': 'Expected' });
    const observed = h('td', { role: 'cell', 'data-head': 'Observed' });
    const row = h('tr', { role: 'row', class: 'attempt', 'data-check': check.id }, head, sends, expected, observed);
    const inside = h('td', { colspan: 4, role: 'cell' });
    const more = h('tr', { role: 'row', class: 'attempt-more', id, hidden: true }, inside);
    row.addEventListener('click', (event) => {
      // A click that ends a selection of text is no wish to open the row.
      if (event.target instanceof Element && !event.target.closest('button') && getSelection()?.isCollapsed === false)
        return;
      this.#isByHand = true;
      this.#setOpen(check.id, more.hidden !== false);
    });
    this.#shown.set(check.id, { row, toggle: button, cells: { who, sends, expected, observed }, more, inside });
    return [row, more];
  }

  #draw(row: AttemptRow, words: RowWords): void {
    const shown = this.#shown.get(row.check.id);
    if (shown === undefined) return;
    const mark = JSON.stringify([words, row.phase, row.seen, row.hintsOpen, row.places]);
    if (this.#drawn.get(row.check.id) === mark) return;
    this.#drawn.set(row.check.id, mark);
    const { cells } = shown;
    cells.who.replaceChildren(words.who);
    cells.sends.replaceChildren(...prose(words.sends));
    cells.expected.replaceChildren(...prose(words.expected));
    cells.observed.replaceChildren(h('span', { class: words.tone }, ...prose(words.observed)), ...spoken(words));
    toggle(shown.row, 'data-tone', words.tone);
    shown.toggle.setAttribute('aria-label', `${words.who}: ${row.check.title}`);
    const focused = shown.inside.contains(document.activeElement)
      ? document.activeElement?.getAttribute('data-act')
      : null;
    shown.inside.replaceChildren(...this.#why(row, words));
    if (focused) shown.inside.querySelector<HTMLElement>(`[data-act="${focused}"]`)?.focus();
  }

  #why(row: AttemptRow, words: RowWords): readonly (Node | string)[] {
    const { check, seen } = row;
    const parts: (HTMLElement | null)[] = [h('p', { class: 'attempt-title' }, ...prose(check.title), '.')];
    if (seen !== null && seen.verdicts.length > 0) {
      parts.push(
        h(
          'ul',
          { class: 'verdicts' },
          ...seen.verdicts.map((verdict) =>
            h(
              'li',
              {},
              h(
                'span',
                { class: verdict.passed ? 'ok' : 'no' },
                h('span', { class: 'out-of-sight' }, verdict.passed ? 'As expected: ' : 'Not as expected: '),
              ),
              h(
                'span',
                {},
                'expected ',
                h('b', {}, ...prose(verdict.expected)),
                ' · observed ',
                h('b', {}, ...prose(verdict.observed)),
              ),
            ),
          ),
        ),
      );
    }
    if (seen !== null && !seen.passed) {
      parts.push(h('p', { class: 'why' }, h('b', {}, 'Why '), ...prose(check.why)));
    }
    for (const { path, line } of row.places) {
      const link = h(
        'button',
        { type: 'button', class: 'place', 'data-act': `place ${path}:${line}`, translate: 'no' },
        `${path}:${line}`,
      );
      link.addEventListener('click', () => this.ask.open(path, line));
      parts.push(h('p', {}, 'Your server spoke of ', link));
    }
    parts.push(this.#hints(row), this.#acts(row, words));
    return parts.filter((part) => part !== null);
  }

  #hints({ check, hintsOpen }: AttemptRow): HTMLElement | null {
    if (hintsOpen === 0) return null;
    const open = check.hints.slice(0, hintsOpen);
    return h(
      'ol',
      { class: 'hints' },
      ...open.map((hint, index) => h('li', {}, h('b', {}, RUNGS[index] ?? ''), h('span', {}, ...prose(hint)))),
    );
  }

  #acts(row: AttemptRow, { tone }: RowWords): HTMLElement | null {
    const { check, hintsOpen, seen } = row;
    const acts: HTMLElement[] = [];
    if (seen !== null) acts.push(act('inspect', 'See it on the wire', () => this.ask.inspect(check.id)));
    const rung = RUNGS[hintsOpen];
    if (rung !== undefined && tone !== 'ok' && hintsOpen < check.hints.length) {
      const label = `Hint ${hintsOpen + 1} of ${check.hints.length}: ${rung.toLowerCase()}`;
      acts.push(act('hint', label, () => this.ask.hint(check.id)));
    }
    return acts.length === 0 ? null : h('p', { class: 'acts' }, ...acts);
  }

  #openFirstDifference(rows: readonly AttemptRow[]): void {
    const first = rows.find(({ phase, seen }) => phase === 'judged' && seen?.passed === false);
    for (const { check, phase } of rows) {
      if (check.id === first?.check.id) this.#setOpen(check.id, true);
      else if (phase === 'judged') this.#setOpen(check.id, false);
    }
  }

  #setOpen(check: string, open: boolean): void {
    const shown = this.#shown.get(check);
    if (shown === undefined || shown.more.hidden !== open) return;
    shown.more.hidden = !open;
    shown.toggle.setAttribute('aria-expanded', String(open));
    toggle(shown.row, 'data-open', open ? '' : null);
  }

  #say(rows: readonly AttemptRow[], isRunning: boolean): void {
    const { count, rest } = summaryOf(rows);
    this.querySelector('[data-part="count"]')?.replaceChildren(count);
    this.querySelector('[data-part="rest"]')?.replaceChildren(rest);
    if (!isRunning) this.querySelector('[data-part="heard"]')?.replaceChildren(`${count} ${rest}`);
  }
}

function act(name: string, label: string, onClick: () => void): HTMLButtonElement {
  const button = h('button', { type: 'button', 'data-act': name }, label);
  button.addEventListener('click', onClick);
  return button;
}

function spoken({ tone }: RowWords): readonly HTMLElement[] {
  const says = { ok: ', as expected', no: ', not as expected', past: ', in an earlier run', busy: '', none: '' }[tone];
  return says === '' ? [] : [h('span', { class: 'out-of-sight' }, says)];
}
