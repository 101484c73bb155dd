import type { Step } from '../../check/protocol.ts';
import { standingOf } from '../../playground/standing.ts';
import type { Connection } from '../../wire/connection.ts';
import type { Transcript } from '../../wire/wire-event.ts';
import { h, toggle } from '../dom.ts';
import { courseOf } from '../inspector/lanes.ts';
import { connectionTools } from './connection-tools.ts';
import { standingWords } from './playground-words.ts';
import { mintedBy, tokenShown } from './token-shown.ts';

/** What a row of connections can ask for. */
export interface RowsAsk {
  perform(step: Step): void;
  inspect(client: string): void;
}

interface Row {
  readonly item: HTMLElement;
  readonly course: HTMLElement;
  readonly standing: HTMLElement;
  readonly tools: HTMLElement;
  readonly token: HTMLElement;
}

/** Shows one row a connection in `list`, the latest first; what is typed in a row stays while others come. */
export function connectionRows(
  list: HTMLElement,
  ask: RowsAsk,
): (connections: readonly Connection[], transcript: Transcript) => void {
  const rows = new Map<string, Row>();

  function rowOf({ client, by }: Connection): Row {
    const course = h('span', { class: 'course', translate: 'no' });
    const standing = h('b', {});
    const look = h('button', { type: 'button', class: 'quiet-act', 'data-act': 'inspect' }, 'See it on the wire');
    look.addEventListener('click', () => ask.inspect(client));
    const token = h('div', {});
    const tools = by === 'http' ? h('div', {}) : connectionTools(client, by, ask.perform);
    const title = h(
      'p',
      { class: 'connection-title' },
      h('b', { translate: 'no' }, client),
      ' ',
      course,
      ' ',
      standing,
    );
    const item = h('li', { 'data-client': client }, title, tools, token, h('p', { class: 'acts' }, look));
    list.prepend(item);
    return { item, course, standing, tools, token };
  }

  return (connections, transcript) => {
    const keys = new Set(connections.map(keyOf));
    for (const [key, { item }] of rows) {
      if (keys.has(key)) continue;
      item.remove();
      rows.delete(key);
    }
    for (const connection of connections) {
      const key = keyOf(connection);
      const row = rows.get(key) ?? rowOf(connection);
      rows.set(key, row);
      const standing = standingOf(connection);
      const { tone, says } = standingWords(standing);
      row.course.replaceChildren(courseOf(connection));
      row.standing.replaceChildren(says);
      row.standing.className = tone;
      toggle(row.item, 'data-standing', standing.kind);
      row.tools.hidden = standing.kind !== 'open';
      const minted = mintedBy(transcript, connection);
      if (row.token.childElementCount === 0 && minted !== undefined) row.token.append(tokenShown(minted));
    }
  };
}

/** A run begins with connection 1 again: its attempt's moment tells it from an earlier run's. */
function keyOf({ number, client, started }: Connection): string {
  return `${number} ${client} ${started.at}`;
}
