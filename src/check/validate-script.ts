import { type AuthorFault, faultIf, validateMatch } from './author-fault.ts';
import { baseOf, type Cast, everybody, isCount, isNumberOf, list, unknown } from './cast.ts';
import type { Awaited, Client, Script, Step } from './protocol.ts';

/** What is wrong with the steps of a script. `path` is where they stand. */
export function validateSteps(script: Script, path: string, cast: Cast, clock: boolean): readonly AuthorFault[] {
  const connected = new Set<string>();
  const jars = new Set<string>();
  const walk = (steps: Script, at: string, inside: ReadonlySet<string> | undefined): readonly AuthorFault[] =>
    steps.flatMap((step, index) => {
      const here = `${at}[${index}]`;
      if (step.do === 'repeat') {
        const faults = [
          ...faultIf(
            inside !== undefined,
            here,
            'Repeats are not nested: write the inner one out, or two after another.',
          ),
          ...faultIf(!isCount(step.times), `${here}.times`, `Expected a whole number from 1, found ${step.times}.`),
          ...faultIf(
            !isCount(step.parallel),
            `${here}.parallel`,
            `Expected a whole number from 1, found ${step.parallel}.`,
          ),
          ...faultIf(step.steps.length === 0, here, 'Expected at least one step to repeat.'),
        ];
        return [...faults, ...walk(step.steps, `${here}.steps`, new Set(connected))];
      }
      if (step.do === 'advance')
        return faultIf(!clock, here, 'advance needs the clock under control: say `clock: true` in the exercise.');
      if (step.do === 'wait')
        return faultIf(
          step.ms > 3_000,
          here,
          `Expected a wait of 3 s at most, found ${step.ms / 1_000} s: wait for an event, or advance the clock.`,
        );
      const faults = validateClient(step, here, inside);
      if (step.do === 'connect') connected.add(step.client);
      jars.add(step.client);
      return faults;
    });

  function validateClient(
    step: Exclude<Step, { do: 'repeat' | 'advance' | 'wait' }>,
    here: string,
    inside: ReadonlySet<string> | undefined,
  ): readonly AuthorFault[] {
    const { client } = step;
    if (step.do === 'connect') {
      return [
        ...faultIf(
          !/^[a-z][\w-]*$/i.test(client),
          `${here}.client`,
          `Expected a name of letters, digits and hyphens, found '${client}'.`,
        ),
        ...faultIf(
          connected.has(client) && inside?.has(client) !== true,
          here,
          `'${client}' connects twice: give the second another name, with jar: '${client}' if it needs its cookies.`,
        ),
        ...faultIf(
          inside?.has(client) === true,
          here,
          `'${client}' has connected before the repeat: take a new name inside it.`,
        ),
        ...(step.as.kind === 'browser' ? unknownJar(step.as.jar, here) : []),
      ];
    }
    if (step.do === 'request') return unknownJar(step.jar, here);
    if (step.do === 'readCookies') return faultIf(!jars.has(client), here, unknown(client, jars));
    if (!isConnected(client)) return [{ path: here, says: unknown(client, connected) }];
    if (step.do === 'until') {
      return [
        ...validateAwaited(step.event, cast.sockets.get(baseOf(client)), here),
        ...faultIf(step.withinMs <= 0, here, 'Expected a time over 0 to wait.'),
      ];
    }
    if (step.do === 'close' && step.code !== undefined) {
      const allowed = step.code === 1000 || (step.code >= 3000 && step.code <= 4999);
      return faultIf(
        !allowed && cast.sockets.get(baseOf(client)) === 'browser',
        `${here}.code`,
        `A page may close with 1000 or 3000–4999, found ${step.code}: use a Node client.`,
      );
    }
    return [];
  }

  function isConnected(client: string): boolean {
    return (
      connected.has(client) || (client !== baseOf(client) && isNumberOf(client, cast) && connected.has(baseOf(client)))
    );
  }

  function unknownJar(jar: string | undefined, here: string): readonly AuthorFault[] {
    const people = new Set(everybody(cast));
    return faultIf(
      jar !== undefined && !people.has(jar),
      `${here}.jar`,
      `No client '${jar}' is in the script: ${list(people)}.`,
    );
  }

  return walk(script, path, undefined);
}

/** Which events a kind of client can tell of. */
function validateAwaited(event: Awaited, kind: Client['kind'] | undefined, path: string): readonly AuthorFault[] {
  if (event.on === 'error' && kind === 'raw')
    return [{ path, says: 'A raw client has no script that is told of errors: wait for ended().' }];
  return event.on === 'message' ? validateMatch(event.match, `${path}.event`) : [];
}
