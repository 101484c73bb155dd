import { fromLatin1, fromUtf8 } from './bytes.ts';
import { type Connection, type Item, readConnections } from './connection.ts';
import { opcodes, parseCloseBody } from './frame.ts';
import { messagesOf } from './message.ts';
import { eventsOf } from './transcript.ts';
import type { Direction, Transcript } from './wire-event.ts';

/** A place where a token stands. */
export interface Leak {
  /** The token as it was minted. */
  readonly token: string;
  readonly client: string;
  readonly connection: number;
  readonly direction: Direction;
  readonly place: 'request target' | 'header field' | 'body' | 'message' | 'close reason' | 'other bytes';
  /** The name of the header field. */
  readonly field?: string;
  /** The text that it stands in. */
  readonly text: string;
  /** Index of the event in the transcript. */
  readonly event: number;
}

/** Where the minted tokens of a transcript appear on the wire, percent-encoded or not, in the order of their appearance on each connection. */
export function findLeaks(transcript: Transcript): readonly Leak[] {
  const tokens = [...new Set(eventsOf(transcript, 'token').map(({ token }) => token))];
  return readConnections(transcript).flatMap((connection) =>
    placesOn(connection).flatMap((place) => {
      const found = tokens.filter(
        (token) => place.text.includes(token) || place.text.includes(encodeURIComponent(token)),
      );
      return found.map((token) => ({ token, client: connection.client, connection: connection.number, ...place }));
    }),
  );
}

/** Where in a text a token stands, as pieces to light up: the pieces put together are the text. */
export function lightUp(text: string, token: string): readonly { readonly text: string; readonly lit: boolean }[] {
  if (token === '') return [{ text, lit: false }];
  const pieces = text.split(token).flatMap((part) => [
    { text: token, lit: true },
    { text: part, lit: false },
  ]);
  return pieces.slice(1).filter((piece) => piece.text !== '');
}

type Place = Pick<Leak, 'direction' | 'place' | 'field' | 'text' | 'event'>;

function placesOn(connection: Connection): readonly Place[] {
  const messages = (['sent', 'received'] as const).flatMap((direction) =>
    messagesOf(connection, direction).map(({ text, event }): Place => ({ direction, place: 'message', text, event })),
  );
  const others = connection.items.flatMap(placesIn);
  return [...messages, ...others].sort((a, b) => a.event - b.event);
}

function placesIn(item: Item): readonly Place[] {
  const { event } = item;
  switch (item.kind) {
    case 'request':
    case 'response': {
      const { direction, head, body } = item;
      const target =
        head.kind === 'request' ? [{ direction, place: 'request target' as const, text: head.target, event }] : [];
      const fields = head.fields.map(({ name, value }) => ({
        direction,
        place: 'header field' as const,
        field: name,
        text: value,
        event,
      }));
      return [...target, ...fields, { direction, place: 'body', text: fromUtf8(body), event }];
    }
    case 'frame': {
      if (item.frame.opcode !== opcodes.close) return [];
      return [
        { direction: item.direction, place: 'close reason', text: parseCloseBody(item.frame.payload).reason, event },
      ];
    }
    case 'unfinished':
    case 'unreadable':
      return [{ direction: item.direction, place: 'other bytes', text: fromLatin1(item.bytes), event }];
    case 'end':
    case 'script':
      return [];
  }
}
