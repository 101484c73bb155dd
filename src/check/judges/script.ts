import { eventsOf, isNamed, type Seen } from '../../wire/transcript.ts';
import type { Expectation } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import { quote } from '../match.ts';
import { asExpected, differs, eachOf, type Finding } from '../verdict.ts';

type ScriptSees = Extract<Expectation, { expect: 'scriptSees' }>;

/** The events that tell the fate of a connection; they count together. */
const fates = ['open', 'error', 'close'];

/** What a client's script was told, in order. */
export function judgeScriptSees({ client, events: wanted }: ScriptSees, { transcript }: Evidence): Finding {
  const seen = eventsOf(transcript, 'script').filter((event) => isNamed(event.client, client));
  const clients = [...new Set(seen.map((event) => event.client))].map((name) => ({
    client: name,
    events: seen.filter((event) => event.client === name),
  }));
  return eachOf(clients, ({ events }) => judgeOne(events), `${client}’s script was told nothing`);

  function judgeOne(events: readonly Seen<'script'>[]): Finding {
    const counted = events.filter(({ saw }) => counts(saw.type, wanted));
    const told = counted.map((event) => sayEvent(event.saw));
    const different = counted.find((_, index) => !isTold(wanted[index], told[index]));
    const says = told.length === 0 ? 'nothing' : told.map((line) => shorten(line)).join(', ');
    if (different !== undefined) return differs(says, different.event);
    return told.length === wanted.length
      ? asExpected(says, counted.at(-1)?.event)
      : differs(says, counted.at(-1)?.event);
  }
}

function counts(type: string, wanted: readonly string[]): boolean {
  const named = wanted.map((line) => line.split(' ', 1)[0] ?? '');
  return fates.includes(type) ? named.some((name) => fates.includes(name)) : named.includes(type);
}

/** `close 1006`, `message hello`, `cookies "theme=dark"`. */
function sayEvent(saw: Seen<'script'>['saw']): string {
  switch (saw.type) {
    case 'open':
    case 'error':
      return saw.type;
    case 'close':
      return saw.reason === '' ? `close ${saw.code}` : `close ${saw.code} ${saw.reason}`;
    case 'message':
      return `message ${saw.data}`;
    case 'response':
      return `response ${saw.status}`;
    case 'cookies':
      return `cookies "${saw.text}"`;
    case 'exception':
      return `exception ${saw.name}`;
  }
}

/** A `close` that is wanted without a reason may have any. */
function isTold(wanted: string | undefined, told: string | undefined): boolean {
  if (wanted === undefined || told === undefined) return false;
  return wanted === told || (/^close \d+$/.test(wanted) && told.startsWith(`${wanted} `));
}

function shorten(line: string): string {
  return line.length > 48 ? quote(line).slice(1, -1) : line;
}
