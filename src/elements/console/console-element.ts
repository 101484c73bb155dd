import { h } from '../dom.ts';

/** A line as it is shown. A line that is `open` may still grow. */
export interface Line {
  readonly number: number;
  readonly stream: 'stdout' | 'stderr';
  /** Id of the check during which it was printed. */
  readonly check: string;
  readonly text: string;
  readonly open: boolean;
}

/** A stretch of a line: as printed, a credential, or the mention of a place in the learner's files. */
export type Piece =
  | { readonly kind: 'text' | 'credential'; readonly text: string }
  | { readonly kind: 'place'; readonly text: string; readonly path: string; readonly line: number };

export interface ConsoleAsk {
  /** Takes a line apart. */
  pieces(text: string): readonly Piece[];
  titleOf(check: string): string;
  open(path: string, line: number): void;
}

/** What the server printed, under the attempt during which it did; mentioned places open in the editor. */
export class ConsoleElement extends HTMLElement {
  ask: ConsoleAsk = { pieces: (text) => [{ kind: 'text', text }], titleOf: (check) => check, open() {} };
  readonly #rows = new Map<number, { readonly line: Line; readonly row: HTMLElement }>();
  readonly #list = h('ol', { class: 'lines', translate: 'no', tabindex: 0, 'aria-label': 'Output of your server' });
  readonly #dropped = h('p', { class: 'empty', hidden: true });
  readonly #empty: HTMLElement;

  constructor(
    empty = 'What your server prints appears here, under the attempt in which it was printed. It is never judged.',
  ) {
    super();
    this.#empty = h('p', { class: 'empty' }, empty);
  }

  show(lines: readonly Line[], dropped: number): void {
    if (!this.#list.isConnected) this.replaceChildren(this.#empty, this.#dropped, this.#list);
    const wasAtEnd = this.#isAtEnd();
    this.#drop(lines);
    for (const line of lines) this.#put(line);
    this.#empty.hidden = lines.length > 0;
    this.#list.hidden = lines.length === 0;
    this.#dropped.hidden = dropped === 0;
    this.#dropped.replaceChildren(`${dropped} earlier lines are not shown.`);
    if (wasAtEnd) this.scrollTop = this.scrollHeight;
  }

  #drop(lines: readonly Line[]): void {
    const first = lines[0]?.number ?? Number.POSITIVE_INFINITY;
    for (const [number, { row, line }] of this.#rows) {
      // A new run numbers its lines from 1 again.
      const now = lines[number - first];
      if (number >= first && now?.check === line.check && now.text.startsWith(line.text)) continue;
      row.remove();
      this.#rows.delete(number);
    }
  }

  #put(line: Line): void {
    const shown = this.#rows.get(line.number);
    if (shown?.line === line) return;
    const before = this.#rows.get(line.number - 1)?.line;
    const row = this.#rowOf(line, before);
    if (shown === undefined) this.#list.append(row);
    else shown.row.replaceWith(row);
    this.#rows.set(line.number, { line, row });
  }

  #rowOf(line: Line, before: Line | undefined): HTMLElement {
    const isFirstOfCheck = before?.check !== line.check;
    const isFirstOfStream = isFirstOfCheck || before?.stream !== line.stream;
    const level = line.stream === 'stderr' && isFirstOfStream ? [h('span', { class: 'from' }, 'stderr')] : [];
    const title = isFirstOfCheck
      ? [h('span', { class: 'during', translate: 'yes' }, this.ask.titleOf(line.check))]
      : [];
    const text = this.ask.pieces(line.text).map((piece) => this.#pieceOf(piece));
    return h('li', { class: line.stream }, ...title, h('span', { class: 'printed' }, ...level, ...text));
  }

  #pieceOf(piece: Piece): Node | string {
    switch (piece.kind) {
      case 'text':
        return piece.text;
      case 'credential':
        return h('mark', {}, piece.text);
      case 'place': {
        const button = h('button', { type: 'button', class: 'place' }, piece.text);
        button.addEventListener('click', () => this.ask.open(piece.path, piece.line));
        return button;
      }
    }
  }

  #isAtEnd(): boolean {
    return this.scrollHeight - this.scrollTop - this.clientHeight < 8;
  }
}

customElements.define('lab-console', ConsoleElement);
