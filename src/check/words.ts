import type { Check, CookieAttributes, Expectation, HeaderMatches, HeadMatch } from './check.ts';
import { sayCounts } from './judges/count.ts';
import { properName } from './judges/head.ts';
import { quote, sayMatch } from './match.ts';
import type { Script } from './protocol.ts';
import { sayStep } from './step-words.ts';

/** What stands in a row of the table of attempts before anything has run. */
export interface CheckWords {
  readonly who: string;
  readonly sends: string;
  readonly expects: string;
}

/** The words of a check: its author's own where there are some, else made from script and expectations. */
export function wordsOf(check: Pick<Check, 'script' | 'expect' | 'sends' | 'expects'>): CheckWords {
  return {
    who: whoIn(check.script).join(', '),
    sends: check.sends ?? check.script.flatMap((step) => sayStep(step)).join('; '),
    expects: check.expects ?? sayTogether(check.expect),
  };
}

/** Expectations in one line; clients of whom the same is expected are named together. */
function sayTogether(expectations: readonly Expectation[]): string {
  const subjects = new Map<string, readonly string[]>();
  for (const expectation of expectations) {
    const says = sayExpectation(expectation);
    subjects.set(says, [...(subjects.get(says) ?? []), ...subjectOf(expectation)]);
  }
  return Array.from(subjects, ([says, names]) => (names.length === 0 ? says : `${sayNames(names)}: ${says}`)).join(
    '; ',
  );
}

function sayNames(names: readonly string[]): string {
  return names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}

/** Everybody who acts in a script, in the order of their first act. */
function whoIn(script: Script): readonly string[] {
  const names = script.flatMap((step) => {
    if (step.do === 'repeat') return whoIn(step.steps);
    return 'client' in step ? [step.client.replace(/#\d+$/, '')] : [];
  });
  return [...new Set(names)];
}

/** What must be seen, in a few words and without its client: `refused with 401`, `hears “hello”`. */
export function sayExpectation(expectation: Expectation): string {
  switch (expectation.expect) {
    case 'refused':
      return `refused with ${expectation.status}${sayHead(expectation.head)}${within(expectation.withinMs)}`;
    case 'opened':
      return `let in (101)${saySubprotocol(expectation.subprotocol)}${sayHead({ headers: expectation.headers ?? {} })}`;
    case 'requested':
      return `sends ${[...sayTarget(expectation.target), ...sayFields(expectation.headers)].join(', ')}`;
    case 'received':
      return `hears ${sayMatch(expectation.match)}${as(expectation.as)}${times(expectation.times)}`;
    case 'receivedInOrder':
      return `hears ${expectation.matches.map(sayMatch).join(', then ')}`;
    case 'neverReceived':
      return `never hears ${sayMatch(expectation.match)}`;
    case 'closedWith': {
      const reason = expectation.reason === undefined ? '' : ` ${sayMatch(expectation.reason)}`;
      const time = expectation.afterMs === undefined ? '' : after(expectation.afterMs);
      return `Close ${expectation.code}${reason}${time}`;
    }
    case 'stillOpen':
      return 'stays open';
    case 'ended':
      return `TCP ${expectation.how === 'reset' ? 'let go on both sides' : 'ended by the server'}${within(expectation.withinMs)}`;
    case 'answered':
      return `answered ${expectation.status}${sayHead(expectation.head)}`;
    case 'neverAnswered':
      return `no answer holds ${sayMatch(expectation.match)}`;
    case 'setsCookie':
      return `sets ${[expectation.name, ...sayAttributes(expectation.attributes)].join('; ')}`;
    case 'statuses':
      return sayCounts(expectation.counts);
    case 'neverReflected':
      return 'no token comes back';
    case 'unguessable':
      return `${expectation.field} of at least ${expectation.bits} random bits`;
    case 'scriptSees':
      return `its script sees ${expectation.events.join(', ')}`;
    case 'alive':
      return 'the server stays alive';
    case 'notAlive':
      return 'the server dies';
    case 'anyOf':
      return expectation.expectations.map(sayExpectation).join(', or ');
  }
}

/** Who is spoken of; nobody where it is the server. */
function subjectOf(expectation: Expectation): readonly string[] {
  if ('client' in expectation) return [expectation.client];
  const [first] = expectation.expect === 'anyOf' ? expectation.expectations : [];
  return first === undefined ? [] : subjectOf(first);
}

function sayHead({ headers = {}, body }: HeadMatch): string {
  const parts = [
    ...sayFields(headers),
    ...(body === undefined ? [] : [body === '' ? 'no body' : `body ${sayMatch(body)}`]),
  ];
  return parts.map((part) => `, ${part}`).join('');
}

function sayFields(headers: HeaderMatches): readonly string[] {
  return Object.entries(headers).map(([name, match]) =>
    match === null ? `no ${properName(name)}` : `${properName(name)} ${sayMatch(match)}`,
  );
}

function sayTarget(target: Extract<Expectation, { expect: 'requested' }>['target']): readonly string[] {
  return target === undefined ? [] : [`a request for ${sayMatch(target)}`];
}

function saySubprotocol(subprotocol: string | null | undefined): string {
  if (subprotocol === undefined) return '';
  return subprotocol === null ? ' without a subprotocol' : ` with subprotocol ${quote(subprotocol)}`;
}

function sayAttributes({ path, httpOnly, secure, sameSite, domain }: CookieAttributes): readonly string[] {
  const flag = (name: string, is: boolean | undefined) => (is === undefined ? [] : [is ? name : `no ${name}`]);
  return [
    ...(path === undefined ? [] : [`Path=${path}`]),
    ...flag('Secure', secure),
    ...flag('HttpOnly', httpOnly),
    ...(sameSite === undefined ? [] : [`SameSite=${sameSite.join(' or ')}`]),
    ...flag('Domain', domain),
  ];
}

function after(ms: number): string {
  return ms === 0 ? ' at once' : ` after about ${ms / 1_000} s`;
}

function within(ms: number | undefined): string {
  return ms === undefined ? '' : ` within ${ms / 1_000} s`;
}

function as(kind: 'text' | 'binary' | undefined): string {
  return kind === undefined ? '' : ` as ${kind}`;
}

function times(count: number | undefined): string {
  return count === undefined ? '' : count === 1 ? ' once' : ` ${count} times`;
}
