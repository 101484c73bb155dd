import { fromLatin1, fromUtf8 } from './bytes.ts';
import type { Connection, Item } from './connection.ts';
import { isControl, opcodes, parseCloseBody } from './frame.ts';
import { startLine } from './http-head.ts';
import { messagesOf } from './message.ts';
import type { Direction } from './wire-event.ts';

/** A text that went over a connection, and the place where it stood. */
export interface Place {
  readonly direction: Direction;
  readonly kind: 'start line' | 'header field' | 'body' | 'message' | 'close reason' | 'ping or pong' | 'other bytes';
  /** The name of the header field. */
  readonly field?: string;
  readonly text: string;
  /** Index of the event in the transcript. */
  readonly event: number;
}

/**
 * Every text that went over a connection, in the order in which it did: what must not be said is looked for here. Messages are put together from their fragments; also those that
 * never ended, and bytes that are no HTTP and no frame.
 */
export function placesOn(connection: Connection): readonly Place[] {
  const messages = (['sent', 'received'] as const).flatMap((direction) =>
    messagesOf(connection, direction).map(({ text, event }): Place => ({ direction, kind: 'message', text, event })),
  );
  return [...messages, ...connection.items.flatMap(placesIn)].sort((a, b) => a.event - b.event);
}

/** Where a token stands: whole, or its signature, which gives it away even where the rest is cut off. */
export function leaksOf(token: string, connection: Connection): readonly Place[] {
  const signature = token.split('.')[2] ?? '';
  const marks = signature.length >= 20 ? [token, signature] : [token];
  return placesOn(connection).filter(({ text }) => marks.some((mark) => text.includes(mark)));
}

/** A place in words: `a message`, `Sec-WebSocket-Protocol`, `the body`. */
export function sayPlace({ kind, field, direction }: Place): string {
  switch (kind) {
    case 'start line':
      return direction === 'sent' ? 'the request line' : 'the status line';
    case 'header field':
      return field ?? 'a header field';
    case 'body':
      return 'the body';
    case 'message':
      return 'a message';
    case 'close reason':
      return 'the close reason';
    case 'ping or pong':
      return 'a ping or pong';
    case 'other bytes':
      return 'bytes that are no frame';
  }
}

function placesIn(item: Item): readonly Place[] {
  const { event } = item;
  switch (item.kind) {
    case 'request':
    case 'response': {
      const { direction, head, body } = item;
      const fields = head.fields.map(
        ({ name, value }): Place => ({ direction, kind: 'header field', field: name, text: value, event }),
      );
      return [
        { direction, kind: 'start line', text: startLine(head), event },
        ...fields,
        { direction, kind: 'body', text: fromUtf8(body), event },
      ];
    }
    case 'frame': {
      const { direction, frame } = item;
      if (!isControl(frame.opcode)) return [];
      if (frame.opcode !== opcodes.close)
        return [{ direction, kind: 'ping or pong', text: fromUtf8(frame.payload), event }];
      return [{ direction, kind: 'close reason', text: parseCloseBody(frame.payload).reason, event }];
    }
    case 'unfinished':
    case 'unreadable':
      return [{ direction: item.direction, kind: 'other bytes', text: fromLatin1(item.bytes), event }];
    case 'end':
    case 'script':
      return [];
  }
}
