import type { Connection } from '../../wire/connection.ts';
import { leaksOf, sayPlace } from '../../wire/leak.ts';
import { parseSetCookie } from '../../wire/set-cookie.ts';
import { answersOf, eventsOf, responseOf, socketsOf } from '../../wire/transcript.ts';
import type { Expectation } from '../check.ts';
import { bitsOf, isCountedUp } from '../entropy.ts';
import { type Evidence, outcomeOf } from '../evidence.ts';
import { parseObject, quote } from '../match.ts';
import { asExpected, differs, eachOf, type Finding } from '../verdict.ts';
import { neverConnected } from './handshake.ts';

type Of<Name extends Expectation['expect']> = Extract<Expectation, { expect: Name }>;

/** Never reflected: there was an answer, and no minted token stands in what the server sent. */
export function judgeNeverReflected({ client }: Of<'neverReflected'>, { connections, transcript }: Evidence): Finding {
  const tokens = eventsOf(transcript, 'token').map(({ token }) => token);
  return eachOf(socketsOf(connections, client), judgeOne, neverConnected(client));

  function judgeOne(connection: Connection): Finding {
    if (responseOf(connection) === undefined) return differs(outcomeOf(connection).says, outcomeOf(connection).event);
    if (tokens.length === 0) return differs('no token was minted, so none could be reflected');
    const leak = tokens
      .flatMap((token) => leaksOf(token, connection))
      .find(({ direction }) => direction === 'received');
    return leak === undefined
      ? asExpected('no token in what the server sent')
      : differs(`the token in ${sayPlace(leak)}`, leak.event);
  }
}

/** Fewer values than this say too little of how they are made. */
export const FEWEST_VALUES = 10;

/** Unguessable: enough values, no two alike, not counted up, enough bits that vary. */
export function judgeUnguessable({ client, field, bits, to }: Of<'unguessable'>, { transcript }: Evidence): Finding {
  const answers = answersOf(transcript, client, to);
  const values = answers.flatMap(({ body, setCookie }) => {
    const cookie = setCookie.map(parseSetCookie).findLast(({ name }) => name === field);
    const value = parseObject(body)?.[field] ?? cookie?.value;
    return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
  });
  if (values.length < FEWEST_VALUES) return differs(`${values.length} values of ${field}`, answers.at(-1)?.event);
  if (new Set(values).size < values.length) return differs('the same value twice');
  if (isCountedUp(values))
    return differs(
      `counted up: ${values
        .slice(0, 2)
        .map((value) => quote(value, 16))
        .join(', ')}`,
    );
  const found = Math.floor(bitsOf(values));
  return found < bits ? differs(`about ${found} bits that vary`) : asExpected(`about ${found} bits that vary`);
}
