import type { Check } from '../../check/check.ts';
import type { Verdict } from '../../check/verdict.ts';
import { h, prose, toggle } from '../dom.ts';
import { marked } from '../marked.ts';
import { type AttemptRow, alike, type RowWords, rowWords, summaryOf } from './attempt-row.ts';

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

const HEADS = ['Who', 'Attempt, and what is sent', 'Expected', 'Observed'] as const;
const COLUMNS = HEADS.length + 1;
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

  /** Shows the rows as they are now. While `isRunning` the summary is not read out. */
  show(rows: readonly AttemptRow[], isRunning: boolean): void {
    if (this.#shown.size === 0) this.#build(rows);
    if (isRunning && rows.every(({ phase }) => phase !== 'judged')) this.#isByHand = false;
    for (const row of rows) this.#draw(row, rowWords(row));
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
    const caption = h(
      'caption',
      {},
      h('b', { 'data-part': 'count' }),
      ' ',
      h('span', { 'data-part': 'rest' }),
      ' ',
      h('span', { class: 'host-label', 'data-part': 'host' }),
    );
    const heads = HEADS.map((name) => h('th', { scope: 'col', role: 'columnheader' }, name));
    const why = h('th', { scope: 'col', role: 'columnheader' }, h('span', { class: 'out-of-sight' }, 'Why'));
    const head = h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, ...heads, why));
    const body = h('tbody', { role: 'rowgroup' }, ...rows.flatMap((row) => this.#rowOf(row)));
    const heard = h('p', { class: 'out-of-sight', role: 'status', 'data-part': 'heard' });
    this.replaceChildren(h('table', { role: 'table' }, caption, head, body), heard);
  }

  #rowOf({ check }: AttemptRow): readonly HTMLElement[] {
    const id = `why-${check.id}`;
    const who = h('th', { scope: 'row', role: 'rowheader', class: 'who', translate: 'no' });
    const sends = h('span', { class: 'sends' });
    const attempt = h(
      'td',
      { role: 'cell', class: 'attempt-title' },
      h('span', {}, ...prose(check.title)),
      ...tagsOf(check),
      sends,
    );
    const expected = h('td', { role: 'cell', class: 'expected', 'data-head': 'Expected' });
    const observed = h('td', { role: 'cell', 'data-head': 'Observed' });
    const label = `Why: ${check.title}`;
    const button = h('button', {
      type: 'button',
      class: 'unfold',
      'aria-expanded': 'false',
      'aria-controls': id,
      'aria-label': label,
    });
    const row = h(
      'tr',
      { role: 'row', class: 'attempt', 'data-check': check.id },
      who,
      attempt,
      expected,
      observed,
      h('td', { role: 'cell' }, button),
    );
    const inside = h('td', { colspan: COLUMNS, role: 'cell' });
    const more = h('tr', { role: 'row', class: 'attempt-more', id, hidden: true }, inside);
    row.addEventListener('click', ({ target }) => {
      // A click that ends a selection of text is no wish to open the row.
      const isButton = target instanceof Element && target.closest('button') !== null;
      if (!isButton && getSelection()?.isCollapsed === false) return;
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
    cells.who.replaceChildren(h('span', {}, words.who));
    cells.sends.replaceChildren(...prose(words.sends));
    cells.expected.replaceChildren(h('span', {}, ...prose(words.expected)));
    cells.observed.replaceChildren(h('span', { class: words.tone }, ...marked(words.observed, [])), ...spoken(words));
    toggle(shown.row, 'data-tone', words.tone);
    const focused = shown.inside.contains(document.activeElement)
      ? document.activeElement?.getAttribute('data-act')
      : null;
    shown.inside.replaceChildren(...this.#why(row, words));
    if (focused) shown.inside.querySelector<HTMLElement>(`[data-act="${focused}"]`)?.focus();
  }

  #why(row: AttemptRow, words: RowWords): readonly Node[] {
    const { check, seen, places } = row;
    const sent = h(
      'p',
      {},
      h('span', { class: 'aside-words' }, seen === null ? 'Sent: ' : `On ${seen.host}, sent: `),
      ...prose(words.sends),
    );
    const verdicts = seen === null ? [] : [h('ul', { class: 'verdicts' }, ...alike(seen.verdicts).map(verdictLine))];
    const why = seen === null || seen.passed ? [] : [h('p', { class: 'why' }, ...prose(check.why))];
    const named = places.map(({ path, line }) => {
      const link = h(
        'button',
        { type: 'button', class: 'place', 'data-act': `place ${path}:${line}`, translate: 'no' },
        `${path}:${line}`,
      );
      link.addEventListener('click', () => this.ask.open(path, line));
      return h('p', {}, 'Your server reported an error at ', link);
    });
    return [sent, ...verdicts, ...why, ...named, ...this.#hints(row), ...this.#acts(row, words)];
  }

  #hints({ check, hintsOpen }: AttemptRow): readonly HTMLElement[] {
    if (hintsOpen === 0) return [];
    const open = check.hints.slice(0, hintsOpen);
    const rungs = open.map((hint, index) =>
      h(
        'li',
        {},
        h('b', {}, RUNGS[index] ?? ''),
        ' ',
        RUNGS[index] === 'Code' ? h('pre', { translate: 'no' }, hint) : h('span', {}, ...prose(hint)),
      ),
    );
    return [h('ol', { class: 'hints' }, ...rungs)];
  }

  #acts(row: AttemptRow, { tone }: RowWords): readonly HTMLElement[] {
    const { check, hintsOpen, seen } = row;
    const acts: HTMLElement[] = [];
    if (seen !== null) acts.push(act('inspect', 'See it on the wire', () => this.ask.inspect(check.id)));
    const rung = RUNGS[hintsOpen];
    if (rung !== undefined && tone !== 'ok' && hintsOpen < check.hints.length) {
      const label = `Hint ${hintsOpen + 1} of ${check.hints.length}: ${rung.toLowerCase()}`;
      acts.push(act('hint', label, () => this.ask.hint(check.id)));
    }
    return acts.length === 0 ? [] : [h('p', { class: 'acts' }, ...acts)];
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
    this.querySelector('[data-part="rest"]')?.replaceChildren(...marked(rest, []));
    const hosts = new Set(rows.flatMap(({ seen }) => seen?.host ?? []));
    this.querySelector('[data-part="host"]')?.replaceChildren(
      ...(hosts.size === 0 ? [] : [`On ${[...hosts].join(' and ')}.`]),
    );
    if (!isRunning) this.querySelector('[data-part="heard"]')?.replaceChildren(`${count} ${rest}`);
  }
}

function act(name: string, label: string, onClick: () => void): HTMLButtonElement {
  const button = h('button', { type: 'button', 'data-act': name }, label);
  button.addEventListener('click', onClick);
  return button;
}

function verdictLine({ passed, expected, observed, times }: Verdict & { readonly times: number }): HTMLElement {
  const sign = h(
    'span',
    { class: passed ? 'ok' : 'no' },
    h('span', { class: 'out-of-sight' }, passed ? 'As expected: ' : 'Not as expected: '),
  );
  return h(
    'li',
    {},
    sign,
    h(
      'span',
      {},
      h('span', { class: 'aside-words' }, 'expected '),
      ...prose(expected),
      h('span', { class: 'aside-words' }, ' · observed '),
      h('b', {}, ...marked(observed, [])),
      ...(times > 1 ? [h('span', { class: 'aside-words' }, ` · ${times} times`)] : []),
    ),
  );
}

function tagsOf(check: Check): readonly HTMLElement[] {
  return [
    ...(check.core ? [h('span', { class: 'tag core' }, 'core')] : []),
    ...(check.attack ? [h('span', { class: 'tag attack' }, 'attack')] : []),
  ];
}

function spoken({ tone }: RowWords): readonly HTMLElement[] {
  const says = { ok: ', as expected', no: ', not as expected', past: ', in an earlier run', busy: '', waiting: '' }[
    tone
  ];
  return says === '' ? [] : [h('span', { class: 'out-of-sight' }, says)];
}

customElements.define('lab-attempts', AttemptsElement);
