import type { Connection, Item } from '../../wire/connection.ts';
import { fieldValue, listValue } from '../../wire/http-head.ts';
import type { ScriptSaw } from '../../wire/wire-event.ts';

/** Something on the wire; beside it what the client's code was told before the next thing came. */
export interface LaneRow {
  /** `null` where code was told something with nothing on the wire before it. */
  readonly wire: WireItem | null;
  readonly script: readonly ScriptSaw[];
  /** Milliseconds since the probe started. */
  readonly at: number;
  /** Indexes, in the transcript, of all that is in this row. */
  readonly events: readonly number[];
}

export type WireItem = Exclude<Item, { readonly kind: 'script' }>;

/** A connection as two lanes, in order. */
export function lanesOf(connection: Connection): readonly LaneRow[] {
  const rows: LaneRow[] = [];
  for (const item of connection.items) {
    const last = rows.at(-1);
    if (item.kind !== 'script') rows.push({ wire: item, script: [], at: item.at, events: [item.event] });
    else if (last === undefined) rows.push({ wire: null, script: [item.saw], at: item.at, events: [item.event] });
    else rows[rows.length - 1] = { ...last, script: [...last.script, item.saw], events: [...last.events, item.event] };
  }
  return rows;
}

/** How a connection went, in a few words: `GET /chat → 101 · closed 4401`. */
export function courseOf(connection: Connection): string {
  const { items } = connection;
  const request = items.find((item) => item.kind === 'request');
  const response = items.find((item) => item.kind === 'response');
  const close = items.find((item) => item.kind === 'frame' && item.frame.opcode === 8);
  const end = items.find((item) => item.kind === 'end');
  const parts = [
    request === undefined ? 'no whole request' : `${request.head.method} ${pathOf(request.head.target)}`,
    response === undefined
      ? end?.how === 'refused'
        ? '→ nobody listens'
        : '→ no answer'
      : `→ ${response.head.status}`,
  ];
  if (close?.kind === 'frame') parts.push(`· closed ${closeCodeIn(close.frame.payload) ?? 'without a code'}`);
  else if (end?.how === 'reset') parts.push(`· reset by the ${end.by}`);
  return parts.join(' ');
}

function closeCodeIn([high, low]: Uint8Array): number | undefined {
  return high === undefined || low === undefined ? undefined : high * 256 + low;
}

/** The path alone: a query may hold a credential, and this stands where the lens does not look. */
function pathOf(target: string): string {
  const [path = '', query] = target.split('?');
  return query === undefined ? path : `${path}?…`;
}

/** What the code of a client wrote to begin the connection. */
export function callOf({ by, url, items }: Connection): string {
  const request = items.find((item) => item.kind === 'request');
  const head = request?.kind === 'request' ? request.head : undefined;
  if (by === 'raw') return 'net.connect(…)';
  if (by === 'http')
    return `fetch('${url}'${head === undefined || head.method === 'GET' ? '' : `, { method: '${head.method}' }`})`;
  const offered = head === undefined ? [] : listValue(head, 'sec-websocket-protocol');
  const subprotocols = offered.length === 0 ? '' : `, [${offered.map((name) => `'${name}'`).join(', ')}]`;
  const headers = by === 'node' && head !== undefined && fieldValue(head, 'authorization') !== undefined;
  return `new WebSocket('${url}'${subprotocols}${headers ? ', { headers: { authorization: … } }' : ''})`;
}

/** What a row teaches that neither lane says by itself; `undefined` where they say the same. */
export function remarkOn(rows: readonly LaneRow[], index: number, by: Connection['by']): string | undefined {
  const row = rows[index];
  if (by !== 'browser' || row === undefined) return undefined;
  const answered = rows.slice(0, index + 1).find(({ wire }) => wire?.kind === 'response')?.wire;
  const status = answered?.kind === 'response' ? answered.head.status : undefined;
  if (row.wire === answered && status === 101 && row.script.some(({ type }) => type === 'error')) {
    return 'The server said yes; the browser does not take this answer, and tells the script no more than that.';
  }
  if (!row.script.some((saw) => saw.type === 'close' && saw.code === 1006)) return undefined;
  if (status === undefined) return 'No answer came. The script learns what it would learn of any refusal: nothing.';
  if (status === 101) return 'No Close frame came, so the script is told 1006: nobody sent that number.';
  return `The ${status} stays with the browser. The script learns that it failed, not why.`;
}
