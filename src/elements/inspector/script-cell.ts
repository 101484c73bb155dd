import type { Connection } from '../../wire/connection.ts';
import type { ScriptSaw } from '../../wire/wire-event.ts';
import { h } from '../dom.ts';
import { explainSaw } from './explain.ts';
import type { Lens } from './lens.ts';

/** One thing that the client's code was told, as it would meet it in its code. */
export function scriptLine(saw: ScriptSaw, by: Connection['by'], lens: Lens): HTMLElement {
  const explanation = explainSaw(saw, by);
  const line = (name: string, words: string) =>
    h('p', {}, lens.asks(name, explanation), ...lens.text(words === '' ? '' : ` ${words}`));
  switch (saw.type) {
    case 'open':
      return line('open', saw.protocol === '' ? '' : `protocol "${saw.protocol}"`);
    case 'message':
      return line('message', saw.binary ? `${saw.length ?? 'some'} bytes` : saw.data);
    case 'error':
      // A page's event has no message; what the engine prints to its own console is not for the script.
      return line('error', by === 'browser' ? '' : saw.message);
    case 'close':
      return line('close', `${saw.code} "${saw.reason}" wasClean ${saw.wasClean}`);
    case 'response':
      return line('unexpected-response', String(saw.status));
    case 'exception':
      return line(saw.name, saw.message);
    case 'cookies':
      return line('document.cookie', `"${saw.text}"`);
  }
}

/** What the right lane is called: who the client is decides what it may know. */
export function scriptHead(by: Connection['by']): string {
  const heads = {
    browser: 'What the page’s script may know',
    node: 'What the Node program knows',
    raw: 'Bare TCP: nobody is told anything',
    http: 'What the sender of the request knows',
  } as const;
  return heads[by];
}
