import type { Connection } from '../../wire/connection.ts';
import type { Moment } from '../../wire/stream.ts';
import { closeOf, endOf, responseOf, socketsOf } from '../../wire/transcript.ts';
import type { Expectation } from '../check.ts';
import { type Evidence, outcomeOf, sayClose } from '../evidence.ts';
import { matches } from '../match.ts';
import { asExpected, differs, eachOf, type Finding } from '../verdict.ts';
import { neverConnected, seconds } from './handshake.ts';

type Of<Name extends Expectation['expect']> = Extract<Expectation, { expect: Name }>;

/** Closed with: a Close frame from the server on the wire, its code, its reason, its time. */
export function judgeClosedWith(expectation: Of<'closedWith'>, { connections }: Evidence): Finding {
  const { client, code, reason, afterMs, toleranceMs } = expectation;
  return eachOf(socketsOf(connections, client), judgeOne, neverConnected(client));

  function judgeOne(connection: Connection): Finding {
    const response = responseOf(connection);
    const close = closeOf(connection, 'received');
    if (close === undefined || response === undefined) {
      const { says, event } = outcomeOf(connection);
      return differs(says, event);
    }
    const says = sayClose(close.code, close.reason);
    if (close.code !== code || (reason !== undefined && !matches(reason, close.reason)))
      return differs(says, close.event);
    if (afterMs === undefined) return asExpected(says, close.event);
    const tookMs = between(response, close);
    const timed = `${says} after ${seconds(tookMs)}`;
    return Math.abs(tookMs - afterMs) > toleranceMs ? differs(timed, close.event) : asExpected(timed, close.event);
  }
}

/** Still open: let in, and at the end of the run no sign from the server that it is over. */
export function judgeStillOpen({ client }: Of<'stillOpen'>, { connections }: Evidence): Finding {
  return eachOf(socketsOf(connections, client), judgeOne, neverConnected(client));

  function judgeOne(connection: Connection): Finding {
    const { says, event } = outcomeOf(connection);
    const isOpen =
      responseOf(connection)?.head.status === 101 &&
      closeOf(connection, 'received') === undefined &&
      endOf(connection, 'server') === undefined;
    if (!isOpen) return differs(says, event);
    const left = endOf(connection, 'client');
    return left === undefined ? asExpected('still open') : differs('the client itself ended it', left.event);
  }
}

/** Ended: the server let go of TCP, in time. */
export function judgeEnded({ client, withinMs, how }: Of<'ended'>, { connections }: Evidence): Finding {
  return eachOf(socketsOf(connections, client), judgeOne, neverConnected(client));

  function judgeOne(connection: Connection): Finding {
    const ends = connection.items
      .filter((item) => item.kind === 'end')
      .filter((item) => item.by === 'server' && item.how !== 'refused');
    const [end] = ends.filter((item) => how === undefined || item.how === how);
    if (end === undefined) {
      if (ends[0] !== undefined) return differs('ended on its side only; still held', ends[0].event);
      const other = endOf(connection, 'client');
      if (other?.how === 'refused') return differs(outcomeOf(connection).says, other.event);
      return differs(other === undefined ? 'TCP still stands' : 'TCP stood until the client ended it', other?.event);
    }
    const tookMs = end.at - lastWordOf(connection).at;
    const says = `TCP ended after ${seconds(tookMs)}`;
    return withinMs !== undefined && tookMs > withinMs ? differs(says, end.event) : asExpected(says, end.event);
  }
}

/** The refusal or the Close frame; the beginning where there was neither. */
function lastWordOf(connection: Connection): Moment {
  const response = responseOf(connection);
  const refusal = response?.head.status === 101 ? undefined : response;
  return closeOf(connection, 'received') ?? refusal ?? connection.started;
}

/** Milliseconds from one moment to a later one, by the moved clock where there is one. */
function between(from: Moment, to: Moment): number {
  if (from.virtual !== undefined && to.virtual !== undefined) return to.virtual - from.virtual;
  return to.at - from.at;
}
