import { readEvent } from '../wire/read-event.ts';
import type { HarnessLine, ProbeLine } from './protocol.ts';

type Shape = Readonly<Record<string, 'string' | 'number' | 'string?' | 'number?'>>;

const remarks: Readonly<Record<string, Shape>> = {
  'wants-clock': { ms: 'number' },
  ticked: {},
  performed: {},
  failed: { message: 'string' },
  'gave-up': { receivedBytes: 'number' },
};

const reports: Readonly<Record<string, Shape>> = {
  listening: { address: 'string', port: 'number' },
  uncaught: { name: 'string', message: 'string', code: 'string?', port: 'number?' },
  ticked: {},
  pong: { ahead: 'number' },
};

/** Takes parsed JSON for a line of a probe. Throws a TypeError that says what is wrong when it is none. */
export function probeLine(line: unknown): ProbeLine {
  return fits(line, remarks) ? (line as unknown as ProbeLine) : readEvent(line);
}

/** Takes parsed JSON for a line of a harness; undefined when it is none. */
export function harnessLine(line: unknown): HarnessLine | undefined {
  return fits(line, reports) ? (line as unknown as HarnessLine) : undefined;
}

function fits(line: unknown, shapes: Readonly<Record<string, Shape>>): line is Readonly<Record<string, unknown>> {
  if (typeof line !== 'object' || line === null || !('kind' in line) || typeof line.kind !== 'string') return false;
  const shape = Object.hasOwn(shapes, line.kind) ? shapes[line.kind] : undefined;
  if (shape === undefined) return false;
  const members = line as Readonly<Record<string, unknown>>;
  return Object.entries(shape).every(([member, type]) => {
    const found = typeof members[member];
    return found === type.replace('?', '') || (type.endsWith('?') && found === 'undefined');
  });
}
