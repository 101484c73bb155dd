import type { Connection } from '../wire/connection.ts';
import { closeOf, responseOf } from '../wire/transcript.ts';

/** How a connection stands, as far as what was on the wire tells. */
export type Standing =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open'; readonly protocol: string }
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string }
  /** Nobody listened, it was cut, or the answer was none: no status to tell. */
  | { readonly kind: 'failed'; readonly says: string }
  | { readonly kind: 'closed'; readonly says: string }
  /** A plain request and its answer. */
  | { readonly kind: 'answered'; readonly status: number; readonly reason: string };

/** Where a connection has got to. Its state is the client's: open is what its code was told is open. */
export function standingOf(connection: Connection): Standing {
  const { items, by } = connection;
  const head = responseOf(connection)?.head;
  if (by === 'http') {
    if (head !== undefined) return { kind: 'answered', status: head.status, reason: head.reason };
    return ended(connection) ? { kind: 'failed', says: 'no answer' } : { kind: 'connecting' };
  }
  const saw = items.flatMap((item) => (item.kind === 'script' ? [item.saw] : []));
  const open = saw.find(({ type }) => type === 'open');
  const closed = saw.find(({ type }) => type === 'close');
  if (open?.type === 'open') {
    if (closed === undefined)
      return ended(connection) ? { kind: 'closed', says: 'cut' } : { kind: 'open', protocol: open.protocol };
    return { kind: 'closed', says: closedWords(connection) };
  }
  if (head !== undefined && head.status !== 101) return { kind: 'refused', status: head.status, reason: head.reason };
  const refused = items.some((item) => item.kind === 'end' && item.how === 'refused');
  if (refused) return { kind: 'failed', says: 'nobody listens there' };
  const thrown = saw.find(({ type }) => type === 'exception');
  if (thrown?.type === 'exception') return { kind: 'failed', says: `${thrown.name}: ${thrown.message}` };
  if (closed === undefined && !ended(connection)) return { kind: 'connecting' };
  return { kind: 'failed', says: head === undefined ? 'no answer came' : 'the client did not take the answer' };
}

/** Who sent the first Close frame, and with what; or that none was sent. */
function closedWords(connection: Connection): string {
  const [client, server] = [closeOf(connection, 'sent'), closeOf(connection, 'received')];
  const byServer = server !== undefined && (client === undefined || server.event < client.event);
  const first = byServer ? server : client;
  if (first === undefined) return 'without a Close frame';
  const code = first.code === undefined ? 'without a code' : String(first.code);
  return `by the ${byServer ? 'server' : 'client'}, ${code}${first.reason === '' ? '' : ` “${first.reason}”`}`;
}

function ended({ items }: Connection): boolean {
  return items.some(({ kind }) => kind === 'end');
}
