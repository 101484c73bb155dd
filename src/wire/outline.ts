import { concat, fromBase64, fromLatin1 } from './bytes.ts';
import { normalise } from './normalise.ts';
import type { Direction, ScriptSaw, Transcript } from './wire-event.ts';

/**
 * What must be equal wherever a script is run: for each connection of each client all that went either way, and what the client's script was told. The
 * numbered clients of a repeat are put together, sorted, since which of them is served first is chance.
 */
export type Outline = Readonly<Record<string, readonly ConnectionOutline[]>>;

export interface ConnectionOutline {
  readonly by: string;
  readonly url: string;
  /** Whole streams, normalised, one character a byte. */
  readonly sent: string;
  readonly received: string;
  /** `open chat`, `message …`, `error`, `close 4401 reason`. */
  readonly script: readonly string[];
  /** Answers to plain requests: `401 POST /login`. */
  readonly answers: readonly string[];
}

export function outline(transcript: Transcript): Outline {
  const normal = normalise(transcript);
  const attempts = normal.filter((event) => event.kind === 'attempt');
  const outlines = attempts.map(({ client, connection, by, url }): readonly [string, ConnectionOutline] => [
    client.replace(/#\d+$/, ''),
    {
      by,
      url,
      sent: stream(normal, connection, 'sent'),
      received: stream(normal, connection, 'received'),
      script: normal.flatMap((one) => (one.kind === 'script' && one.connection === connection ? [sayOf(one.saw)] : [])),
      answers: normal.flatMap((one) =>
        one.kind === 'answer' && one.connection === connection ? [`${one.status} ${one.request}`] : [],
      ),
    },
  ]);
  const sorted = outlines.toSorted(([, a], [, b]) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const names = [...new Set(outlines.map(([name]) => name))].sort();
  return Object.fromEntries(
    names.map((name) => [name, sorted.filter(([one]) => one === name).map(([, found]) => found)]),
  );
}

function stream(transcript: Transcript, connection: number, direction: Direction): string {
  const pieces = transcript.flatMap((event) =>
    event.kind === 'bytes' && event.connection === connection && event.direction === direction
      ? [fromBase64('base64' in event ? event.base64 : event.head)]
      : [],
  );
  return fromLatin1(concat(...pieces));
}

function sayOf(saw: ScriptSaw): string {
  switch (saw.type) {
    case 'open':
      return `open ${saw.protocol}`.trim();
    case 'message':
      return `message ${saw.data}`;
    case 'close':
      return `close ${saw.code} ${saw.reason}`.trim();
    case 'response':
      return `response ${saw.status}`;
    case 'cookies':
      return `cookies ${saw.text}`;
    case 'exception':
      return `exception ${saw.name}`;
    case 'error':
      return 'error';
  }
}
