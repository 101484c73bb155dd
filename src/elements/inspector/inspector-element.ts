import type { Connection } from '../../wire/connection.ts';
import { h } from '../dom.ts';
import type { Explanation } from './explain.ts';
import { callOf, courseOf, type LaneRow, lanesOf, remarkOn } from './lanes.ts';
import { createLens, type Lens } from './lens.ts';
import { scriptHead, scriptLine } from './script-cell.ts';
import { keyOf, wireCell } from './wire-cell.ts';

/** What there is to look at: an attempt, or nothing yet. */
export interface Inspected {
  readonly check: string;
  readonly title: string;
  readonly connections: readonly Connection[];
  readonly credentials: readonly string[];
  /** Index, in the transcript, of the first event that differs from what was expected. */
  readonly difference: number | undefined;
}

/** A page may show several; each has an explanation of its own. */
let inspectors = 0;

/** Connections that are open from the start; in a crowd only those that matter are. */
const FEW = 3;

const EMPTY =
  'Here you will see what each attempt put on the wire, byte for byte, beside what a script in a browser is allowed to know of it. Run first.';

/** Two lanes for each connection of an attempt: what was on the wire, and beside it what the client's code was told. */
export class InspectorElement extends HTMLElement {
  /** Called when another attempt is chosen. */
  choose: (check: string) => void = () => {};
  #inspected: Inspected | null = null;
  #isWhole = false;
  readonly #abouts = new WeakMap<Element, Explanation>();
  readonly #choice = h('select', { 'aria-label': 'Attempt' });
  readonly #whole = h('input', { type: 'checkbox' });
  readonly #lanes = h('div', { class: 'connections' });
  readonly #explanation = h('p', { class: 'explanation', id: `explanation-${++inspectors}` });

  readonly #empty: string;

  constructor(empty = EMPTY) {
    super();
    this.#empty = empty;
  }

  connectedCallback(): void {
    if (this.#lanes.isConnected) return;
    const bar = h(
      'p',
      { class: 'inspect-bar' },
      this.#choice,
      h('label', {}, this.#whole, h('span', {}, 'credentials in full')),
    );
    this.replaceChildren(bar, this.#lanes, this.#explanation);
    this.#choice.addEventListener('change', () => this.choose(this.#choice.value));
    this.#whole.addEventListener('change', () => {
      this.#isWhole = this.#whole.checked;
      this.#draw();
    });
    this.addEventListener('keydown', (event) => this.#move(event));
    this.addEventListener('focusin', (event) => this.#explain(event.target));
    this.addEventListener('pointerover', (event) => this.#explain(event.target));
  }

  /** The attempts that can be looked at, with the one that is. */
  offer(checks: readonly { readonly id: string; readonly title: string }[], chosen: string | undefined): void {
    const options = checks.map(({ id, title }) => h('option', { value: id, selected: id === chosen }, title));
    this.#choice.replaceChildren(...options);
    this.#choice.hidden = checks.length === 0;
    if (chosen !== undefined) this.#choice.value = chosen;
  }

  /** Shows what there is; what is more of the same attempt leaves unfolded what was, and the focus where it is. */
  show(inspected: Inspected | null): void {
    const isSame = inspected !== null && inspected.check === this.#inspected?.check;
    this.#inspected = inspected;
    if (!isSame) {
      this.#draw();
      return;
    }
    const opened = this.#unfolded();
    const focused = this.#stops().indexOf(document.activeElement as HTMLElement);
    this.#draw();
    for (const [index, details] of [...this.#lanes.querySelectorAll('details')].entries()) {
      const was = opened[index];
      if (was !== undefined && details.open !== was) details.open = was;
    }
    if (focused !== -1) this.#stops()[focused]?.focus({ preventScroll: true });
  }

  /** Brings the first difference into sight. */
  revealDifference(): void {
    this.querySelector('[data-difference]')?.scrollIntoView({ block: 'center' });
  }

  /** Of each thing that can be unfolded, in order, whether it is. */
  #unfolded(): readonly boolean[] {
    return [...this.#lanes.querySelectorAll('details')].map(({ open }) => open);
  }

  /** What can have the focus, in order: what is there stays where it is when more comes behind it. */
  #stops(): HTMLElement[] {
    return [...this.#lanes.querySelectorAll<HTMLElement>('.asks, summary')];
  }

  #draw(): void {
    const inspected = this.#inspected;
    this.#whole.closest('label')?.toggleAttribute('hidden', inspected === null || inspected.credentials.length === 0);
    this.#explanation.replaceChildren();
    this.#explanation.hidden = inspected === null;
    if (inspected === null) {
      this.#lanes.replaceChildren(h('p', { class: 'empty' }, this.#empty));
      return;
    }
    const lens = createLens(inspected.credentials, this.#isWhole, this.#explanation.id, (button, about) =>
      this.#abouts.set(button, about),
    );
    const { connections } = inspected;
    this.#lanes.replaceChildren(
      ...connections.map((connection, index) =>
        this.#connection(connection, inspected, lens, connections.length <= FEW || index === 0),
      ),
    );
    if (connections.length === 0)
      this.#lanes.replaceChildren(h('p', { class: 'empty' }, 'Nobody got as far as a connection in this attempt.'));
    this.#explanation.replaceChildren(
      'Point at a line, or go through them with the arrow keys, and read here what it means.',
    );
    this.querySelector('.asks')?.setAttribute('tabindex', '0');
  }

  #connection(connection: Connection, { difference }: Inspected, lens: Lens, isNear: boolean): HTMLElement {
    const isDifferent = connection.items.some(({ event }) => event === difference);
    const who = h('b', { translate: 'no' }, connection.client);
    const details = h(
      'details',
      { class: 'connection', open: isNear || isDifferent },
      h('summary', {}, h('span', {}, who, ` ${courseOf(connection)}`)),
    );
    // A crowd of a hundred is laid out one by one, as they are opened.
    const fill = () =>
      details.childElementCount === 1 && details.append(this.#table(connection, lanesOf(connection), difference, lens));
    if (details.open) fill();
    else details.addEventListener('toggle', fill, { once: true });
    return details;
  }

  #table(connection: Connection, rows: readonly LaneRow[], difference: number | undefined, lens: Lens): HTMLElement {
    const { by } = connection;
    const items = rows.flatMap(({ wire }) => (wire === null ? [] : [wire]));
    const key = keyOf(items);
    const heads = ['On the wire', scriptHead(by)].map((name) => h('th', { scope: 'col' }, name));
    const body = rows.map((row, index) => {
      const remark = remarkOn(rows, index, by);
      const isDifference = difference !== undefined && row.events.includes(difference);
      const call = index === 0 ? [h('p', { class: 'call' }, ...lens.text(callOf(connection)))] : [];
      return h(
        'tr',
        { 'data-difference': isDifference },
        h(
          'td',
          { class: 'wire' },
          h('div', { class: 'crossing' }, ...(row.wire === null ? [] : wireCell(row.wire, lens, key))),
        ),
        h(
          'td',
          { class: 'script' },
          ...call,
          ...row.script.map((saw) => scriptLine(saw, by, lens)),
          ...(remark === undefined ? [] : [h('p', { class: 'remark' }, remark)]),
        ),
      );
    });
    return h(
      'table',
      { class: 'lanes', translate: 'no' },
      h('thead', { translate: 'yes' }, h('tr', {}, ...heads)),
      h('tbody', {}, ...body),
    );
  }

  #explain(target: EventTarget | null): void {
    const button = target instanceof Element ? target.closest('.asks') : null;
    const about = button === null ? undefined : this.#abouts.get(button);
    if (about === undefined) return;
    this.#explanation.replaceChildren(h('b', {}, about.name), ` ${about.says} `, h('cite', {}, about.source));
  }

  /** One stop for the tab key; the arrows go from line to line, as in a toolbar. */
  #move(event: KeyboardEvent): void {
    const current = event.target instanceof Element ? event.target.closest('.asks') : null;
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (current === null || (step === undefined && event.key !== 'Home' && event.key !== 'End')) return;
    const all = [...this.querySelectorAll<HTMLElement>('.asks')].filter((button) => button.checkVisibility());
    const at = all.indexOf(current as HTMLElement);
    const next = event.key === 'Home' ? all[0] : event.key === 'End' ? all.at(-1) : all[at + (step ?? 0)];
    if (next === undefined) return;
    event.preventDefault();
    current.setAttribute('tabindex', '-1');
    next.setAttribute('tabindex', '0');
    next.focus();
  }
}

customElements.define('lab-inspector', InspectorElement);
