import { concat, fromBase64, fromUtf8 } from './bytes.ts';
import type { Connection, Item } from './connection.ts';
import { isControl, opcodes } from './frame.ts';
import type { Moment } from './stream.ts';
import type { Direction } from './wire-event.ts';

/** A message, put together from its fragments (RFC 6455 §5.4). Its moment is that of its last frame. */
export interface Message extends Moment {
  readonly kind: 'text' | 'binary';
  readonly data: Uint8Array;
  /** The data as UTF-8, whatever the kind. Of a compressed message it is what the client's script was told, empty where that is unknown. */
  readonly text: string;
  readonly frames: number;
  /** Whether all of it came. */
  readonly whole: boolean;
  /** Whether it is compressed and nobody told what it says. */
  readonly isHidden: boolean;
}

type FrameItem = Extract<Item, { kind: 'frame' }>;

/** The messages that went one way, in order; at the end the one that has begun and is not whole, if there is one. */
export function messagesOf(connection: Connection, direction: Direction): readonly Message[] {
  const told = direction === 'received' ? toldMessages(connection) : [];
  const messages: Message[] = [];
  let fragments: FrameItem[] = [];
  for (const item of connection.items) {
    if (item.kind !== 'frame' || item.direction !== direction || isControl(item.frame.opcode)) continue;
    fragments.push(item);
    if (!item.frame.fin) continue;
    messages.push(messageOf(fragments, told[messages.length], true));
    fragments = [];
  }
  const begun = connection.items.find((item) => item.kind === 'unfinished' && item.direction === direction);
  if (begun?.kind === 'unfinished' && begun.frame !== undefined && !isControl(begun.frame.opcode)) {
    const { at, event, frame } = begun;
    fragments.push({ kind: 'frame', direction, frame, at, event });
  }
  return fragments.length === 0 ? messages : [...messages, messageOf(fragments, undefined, false)];
}

/** The messages that are whole. */
export function wholeMessagesOf(connection: Connection, direction: Direction): readonly Message[] {
  return messagesOf(connection, direction).filter(({ whole }) => whole);
}

/** What the client's script was told, for messages whose bytes are compressed. */
function toldMessages(connection: Connection): readonly string[] {
  return connection.items.flatMap((item) => {
    if (item.kind !== 'script' || item.saw.type !== 'message') return [];
    return [item.saw.binary ? fromUtf8(fromBase64(item.saw.data)) : item.saw.data];
  });
}

function messageOf(fragments: readonly FrameItem[], told: string | undefined, whole: boolean): Message {
  const first = fragments[0] as FrameItem;
  const { at, virtual, event } = fragments.at(-1) as FrameItem;
  const data = concat(...fragments.map(({ frame }) => frame.payload));
  return {
    kind: first.frame.opcode === opcodes.binary ? 'binary' : 'text',
    data,
    text: first.frame.compressed ? (told ?? '') : fromUtf8(data),
    frames: fragments.length,
    whole,
    isHidden: first.frame.compressed && told === undefined,
    at,
    ...(virtual !== undefined && { virtual }),
    event,
  };
}
