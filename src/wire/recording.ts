import { EventFault, readEvent } from './read-event.ts';
import type { Transcript } from './wire-event.ts';

/** The first line of a recording. */
export interface RecordingHeader {
  /** The version of the format. */
  readonly wsrec: 1;
  /** What was played: `steps/passing-credentials/eavesdropper`. */
  readonly id: string;
  /** Where it ran: `node`, `embedded`, `webcontainer`. */
  readonly host: string;
  /** A hash of what made it: script, server, probe. Another hash, another recording. */
  readonly made: string;
  readonly title?: string;
}

/** A transcript in a file, `.wsrec`: JSON Lines, the header first, then one wire event a line. */
export interface Recording {
  readonly header: RecordingHeader;
  readonly transcript: Transcript;
}

/** A text that is no recording: the line, what was expected there, what was found. */
export class RecordingFault extends Error {
  override readonly name = 'RecordingFault';
  /** Counted from 1. */
  readonly line: number;
  constructor(line: number, says: string) {
    super(`line ${line}: ${says}`);
    this.line = line;
  }
}

/** Reads a recording. Throws a RecordingFault at the first line that is wrong. */
export function readRecording(text: string): Recording {
  const lines = text.split('\n').map((line, index) => ({ line: line.replace(/\r$/, ''), number: index + 1 }));
  const written = lines.filter(({ line }) => line !== '');
  const [first, ...rest] = written;
  if (first === undefined) throw new RecordingFault(1, 'expected the header of a recording, found an empty file');
  const header = readHeader(parse(first.line, first.number), first.number);
  const transcript = rest.map(({ line, number }) => {
    try {
      return readEvent(parse(line, number));
    } catch (error) {
      if (error instanceof EventFault) throw new RecordingFault(number, error.message);
      throw error;
    }
  });
  if (transcript.at(-1)?.kind !== 'done') {
    throw new RecordingFault(lines.length, 'expected the event done at the end, found none: the recording is cut off');
  }
  return { header, transcript };
}

/** Writes a recording; `readRecording` gives it back. */
export function writeRecording({ header, transcript }: Recording): string {
  return [header, ...transcript].map((line) => `${JSON.stringify(line)}\n`).join('');
}

function readHeader(value: unknown, line: number): RecordingHeader {
  const found = JSON.stringify(value).slice(0, 80);
  if (typeof value !== 'object' || value === null || !('wsrec' in value)) {
    throw new RecordingFault(line, `expected the header {"wsrec":1,…}, found ${found}`);
  }
  if (value.wsrec !== 1)
    throw new RecordingFault(
      line,
      `expected version 1 of the format, found ${JSON.stringify(value.wsrec)}: it was made by another edition`,
    );
  const header = value as Readonly<Record<string, unknown>>;
  for (const member of ['id', 'host', 'made']) {
    if (typeof header[member] !== 'string')
      throw new RecordingFault(
        line,
        `expected a text as ${member}, found ${JSON.stringify(header[member]) ?? 'nothing'}`,
      );
  }
  return value as RecordingHeader;
}

function parse(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new RecordingFault(number, `expected one JSON object, found ${line.slice(0, 80)}`);
  }
}
