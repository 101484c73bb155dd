import { fromLatin1, fromUtf8, isUtf8, toHex } from './bytes.ts';
import { type Connection, type Item, readConnections } from './connection.ts';
import { encodeFrame } from './frame.ts';
import type { FrameRead } from './frame-reader.ts';
import { encodeHead } from './http-head.ts';
import { normalise } from './normalise.ts';
import type { Direction, Transcript } from './wire-event.ts';

/** What went over one connection, apart from time: a line for each line of a head, each body and each frame. */
export interface Course {
  readonly client: string;
  readonly sent: readonly string[];
  readonly received: readonly string[];
}

/**
 * What two runs of one script have in common on any host. The order in which clients of one numbered name (`eve#1`, `eve#2`) fared is by chance, so they are
 * sorted and lose their numbers.
 */
export function coursesOf(transcript: Transcript): readonly Course[] {
  const courses = readConnections(normalise(transcript)).map((connection) => ({
    client: connection.client.replace(/#\d+$/, '#'),
    sent: linesOf(connection, 'sent'),
    received: linesOf(connection, 'received'),
  }));
  const key = (course: Course) => JSON.stringify([course.client, course.received, course.sent]);
  return courses.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function linesOf({ items }: Connection, direction: Direction): readonly string[] {
  return items.filter((item) => 'direction' in item && item.direction === direction).flatMap(linesIn);
}

function linesIn(item: Item): readonly string[] {
  switch (item.kind) {
    case 'request':
    case 'response': {
      const body = fromUtf8(item.body);
      return [...fromLatin1(encodeHead(item.head)).trimEnd().split('\r\n'), ...(body === '' ? [] : [body])];
    }
    case 'frame':
      return [sayFrame(item.frame)];
    case 'unfinished':
      return [`unfinished ${item.frame === undefined ? fromLatin1(item.bytes) : sayFrame(item.frame)}`];
    case 'unreadable':
      return [`unreadable ${toHex(item.bytes, ' ')}`];
    case 'end':
    case 'script':
      return [];
  }
}

/** The first byte in hex, the length, and the payload: as text where it is UTF-8. */
function sayFrame({ fin, rsv1, rsv2, rsv3, opcode, length, payload, maskingKey }: FrameRead): string {
  const [first = 0] = encodeFrame({ fin, rsv1, rsv2, rsv3, opcode });
  const text = opcode < 8 && isUtf8(payload) ? fromUtf8(payload) : toHex(payload, ' ');
  return `${first.toString(16).padStart(2, '0')} ${maskingKey === undefined ? 'unmasked' : 'masked'} ${length}: ${text}`;
}
