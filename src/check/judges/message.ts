import type { Connection } from '../../wire/connection.ts';
import { placesOn, sayPlace } from '../../wire/leak.ts';
import { type Message, messagesOf, wholeMessagesOf } from '../../wire/message.ts';
import type { Moment } from '../../wire/stream.ts';
import { eventsOf, isLive, responseOf, socketsOf } from '../../wire/transcript.ts';
import type { Expectation } from '../check.ts';
import { type Evidence, outcomeOf } from '../evidence.ts';
import { matches, quote } from '../match.ts';
import { asExpected, differs, eachOf, type Finding } from '../verdict.ts';
import { neverConnected } from './handshake.ts';

type Of<Name extends Expectation['expect']> = Extract<Expectation, { expect: Name }>;

/** Received: a message that matches came whole, in whatever frames. */
export function judgeReceived(expectation: Of<'received'>, { connections }: Evidence): Finding {
  const { client, match, times, as } = expectation;
  return eachOf(socketsOf(connections, client), judgeOne, neverConnected(client));

  function judgeOne(connection: Connection): Finding {
    const heard = wholeMessagesOf(connection, 'received');
    const matching = heard.filter(({ text }) => matches(match, text));
    const fitting = matching.filter(({ kind }) => as === undefined || kind === as);
    const [first] = fitting;
    const other = matching.find((message) => !fitting.includes(message));
    if (other !== undefined && first === undefined)
      return differs(`heard ${quote(other.text)} as a ${other.kind} message`, other.event);
    if (first === undefined)
      return differs(sayHeard(heard, connection), heard.at(-1)?.event ?? outcomeOf(connection).event);
    if (times !== undefined && fitting.length !== times) {
      return differs(
        `heard ${quote(first.text)} ${fitting.length} ${fitting.length === 1 ? 'time' : 'times'}`,
        fitting.at(-1)?.event,
      );
    }
    return asExpected(`heard ${quote(first.text)}`, first.event);
  }
}

/** Received in order: each match finds a message behind the one before it. */
export function judgeReceivedInOrder(
  { client, matches: wanted }: Of<'receivedInOrder'>,
  { connections }: Evidence,
): Finding {
  return eachOf(socketsOf(connections, client), judgeOne, neverConnected(client));

  function judgeOne(connection: Connection): Finding {
    const heard = wholeMessagesOf(connection, 'received');
    let from = 0;
    for (const match of wanted) {
      const at = heard.findIndex(({ text }, index) => index >= from && matches(match, text));
      if (at === -1) return differs(sayHeard(heard, connection), heard[from]?.event ?? heard.at(-1)?.event);
      from = at + 1;
    }
    return asExpected(sayHeard(heard, connection), heard[from - 1]?.event);
  }
}

/** Never received: nothing that the server sent on the connection matches, and all that it had sent has arrived. */
export function judgeNeverReceived(
  { client, match }: Of<'neverReceived'>,
  { connections, transcript }: Evidence,
): Finding {
  return eachOf(socketsOf(connections, client), judgeOne, neverConnected(client));

  function judgeOne(connection: Connection): Finding {
    const found = placesOn(connection).find(({ direction, text }) => direction === 'received' && matches(match, text));
    if (found?.kind === 'message') return differs(`heard ${quote(found.text)}`, found.event);
    if (found !== undefined) return differs(`read in ${sayPlace(found)}: ${quote(found.text)}`, found.event);
    const hidden = hiddenOn(connection);
    if (hidden !== undefined) return differs('heard more than could be read', hidden.event);
    const barrier = eventsOf(transcript, 'barrier').findLast((event) => event.client === connection.client);
    const mayStillCome = barrier?.ok === false && isLive(connection);
    if (mayStillCome) return differs('no pong came, so more may be on its way', barrier.event);
    return asExpected(sayHeard(wholeMessagesOf(connection, 'received'), connection));
  }
}

/** The first thing that came and cannot be read: bytes that the recorder did not keep, a compressed message that no script was told of. */
function hiddenOn(connection: Connection): Moment | undefined {
  const unkept = connection.items.find((item) => item.kind === 'unreadable' && item.why.section === 'the recording');
  return unkept ?? messagesOf(connection, 'received').find(({ isHidden }) => isHidden);
}

/** `heard “a”, “b”`, or how the connection fared when nothing was heard. */
function sayHeard(messages: readonly Message[], connection: Connection): string {
  const [only, second, ...others] = messages;
  if (only === undefined) {
    const isOpen = isLive(connection) && responseOf(connection) !== undefined;
    return isOpen ? 'heard nothing' : `heard nothing; ${outcomeOf(connection).says}`;
  }
  if (second === undefined) return `heard ${quote(only.text, 64)}`;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return `heard ${quote(only.text, 32)}, ${quote(second.text, 32)}${more}`;
}
