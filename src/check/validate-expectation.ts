import { type AuthorFault, faultIf, validateMatch } from './author-fault.ts';
import { baseOf, type Cast, everybody, isNumberOf, list, unknown } from './cast.ts';
import type { Expectation, HeadMatch } from './check.ts';
import { FEWEST_VALUES } from './judges/secret.ts';
import type { Client } from './protocol.ts';

/** What is wrong with an expectation on a script with this cast. `path` is where it stands. */
export function validateExpectation(expectation: Expectation, path: string, cast: Cast): readonly AuthorFault[] {
  switch (expectation.expect) {
    case 'alive':
    case 'notAlive':
      return [];
    case 'anyOf':
      return [
        ...faultIf(expectation.expectations.length < 2, path, 'Expected at least two to choose from.'),
        ...expectation.expectations.flatMap((inner, index) =>
          validateExpectation(inner, `${path}.anyOf[${index}]`, cast),
        ),
      ];
    case 'answered':
      return [...requests(expectation.client), ...validateHead(expectation.head, path)];
    case 'neverAnswered':
      return [...requests(expectation.client), ...validateMatch(expectation.match, path)];
    case 'setsCookie':
    case 'unguessable':
      return [
        ...requests(expectation.client),
        ...faultIf(
          expectation.expect === 'unguessable' && expectation.bits <= 0,
          path,
          `Expected bits over 0 (and at least ${FEWEST_VALUES} answers).`,
        ),
      ];
    case 'statuses': {
      const total = Object.values(expectation.counts).reduce((sum, count) => sum + count, 0);
      const times = cast.numbered.get(expectation.client);
      return [
        ...(expectation.to === undefined ? connects(expectation.client) : requests(expectation.client)),
        ...faultIf(
          expectation.to === undefined && times !== undefined && total !== times,
          path,
          `${times} attempts are made, but ${total} are counted.`,
        ),
        ...Object.values(expectation.heads).flatMap((head) => validateHead(head, path)),
      ];
    }
    case 'scriptSees':
      return [
        ...faultIf(
          kindOf(expectation.client) === 'raw',
          path,
          `'${expectation.client}' is a raw client and has no script.`,
        ),
        ...faultIf(!isKnown(expectation.client), path, unknown(expectation.client, everybody(cast))),
        ...expectation.events.flatMap((event) =>
          faultIf(
            !SCRIPT_EVENT.test(event),
            path,
            `Expected 'open', 'error', 'close 4401', 'message …', 'cookies "…"' or 'exception …', found '${event}'.`,
          ),
        ),
      ];
    case 'refused':
      return [
        ...connects(expectation.client),
        ...faultIf(expectation.status === 101, path, '101 is no refusal: expect opened(…).'),
        ...endIsAwaited(expectation.client),
        ...validateHead(expectation.head, path),
      ];
    case 'closedWith':
      return [
        ...connects(expectation.client),
        ...faultIf(
          [1005, 1006, 1015].includes(expectation.code),
          path,
          `No Close frame carries ${expectation.code}: say scriptSees('${expectation.client}', …, 'close ${expectation.code}').`,
        ),
      ];
    case 'received':
      return [...connects(expectation.client), ...validateMatch(expectation.match, path)];
    case 'neverReceived': {
      const { client } = expectation;
      const says = `What '${client}' must not hear is judged when all has arrived: put barrier('${client}') behind what it could hear.`;
      return [
        ...connects(client),
        ...faultIf(!cast.settled.has(client) && !cast.settled.has(baseOf(client)), path, says),
        ...validateMatch(expectation.match, path),
      ];
    }
    case 'receivedInOrder':
      return [...connects(expectation.client), ...expectation.matches.flatMap((match) => validateMatch(match, path))];
    case 'ended':
      return [...connects(expectation.client), ...endIsAwaited(expectation.client)];
    case 'opened':
    case 'requested':
    case 'stillOpen':
    case 'neverReflected':
      return connects(expectation.client);
  }

  function connects(client: string): readonly AuthorFault[] {
    return faultIf(
      !(cast.sockets.has(baseOf(client)) && isKnown(client)),
      path,
      `'${client}' never connects: ${list(cast.sockets.keys())}.`,
    );
  }

  /** A raw client hangs up on nothing by itself, so the script must give the server's end time to come. */
  function endIsAwaited(client: string): readonly AuthorFault[] {
    const isAwaited = cast.awaitedEnd.has(client) || cast.awaitedEnd.has(baseOf(client));
    return faultIf(
      kindOf(client) === 'raw' && !isAwaited,
      path,
      `The end of '${client}' has to be waited for: until('${client}', ended()).`,
    );
  }

  function requests(client: string): readonly AuthorFault[] {
    return faultIf(
      !(cast.requesting.has(baseOf(client)) && isKnown(client)),
      path,
      `'${client}' makes no plain request: ${list(cast.requesting)}.`,
    );
  }

  function kindOf(client: string): Client['kind'] | undefined {
    return cast.sockets.get(baseOf(client));
  }

  function isKnown(client: string): boolean {
    const known = cast.sockets.has(baseOf(client)) || cast.requesting.has(baseOf(client));
    return known && (client === baseOf(client) || isNumberOf(client, cast));
  }
}

const SCRIPT_EVENT = /^(open|error|close \d{4}( .+)?|message .*|cookies ".*"|exception \w+)$/s;

function validateHead({ headers = {}, body }: HeadMatch, path: string): readonly AuthorFault[] {
  const matches = [...Object.values(headers).filter((match) => match !== null), ...(body === undefined ? [] : [body])];
  return matches.flatMap((match) => validateMatch(match, path));
}
