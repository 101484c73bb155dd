import { fromBase64 } from './bytes.ts';
import type { Json, WireEvent } from './wire-event.ts';

type Shape = Readonly<Record<string, Kind>>;
type Kind = 'text' | 'number' | 'boolean' | 'json' | 'texts' | 'text by name' | 'what a script saw' | readonly string[];

const shapes: Readonly<Record<WireEvent['kind'], Shape>> = {
  attempt: { connection: 'number', by: ['node', 'browser', 'raw', 'http'], url: 'text', says: 'text' },
  token: { token: 'text', header: 'json', claims: 'json', key: 'text' },
  bytes: { connection: 'number', direction: ['sent', 'received'] },
  end: { connection: 'number', how: ['fin', 'reset', 'refused'], by: ['client', 'server'] },
  script: { connection: 'number', saw: 'what a script saw' },
  answer: {
    connection: 'number',
    request: 'text',
    status: 'number',
    headers: 'text by name',
    setCookie: 'texts',
    body: 'text',
  },
  timeout: { waitedFor: 'text', withinMs: 'number' },
  barrier: { ok: 'boolean' },
  clock: { by: 'number' },
  alive: { alive: 'boolean' },
  done: {},
};

const saws: Readonly<Record<string, Shape>> = {
  open: { protocol: 'text' },
  message: { data: 'text', binary: 'boolean' },
  error: { message: 'text' },
  close: { code: 'number', reason: 'text', wasClean: 'boolean' },
  response: { status: 'number' },
  cookies: { text: 'text' },
  exception: { name: 'text', message: 'text' },
};

/** Something that is no wire event: where in it, what was expected there, what was found. */
export class EventFault extends TypeError {
  override readonly name = 'EventFault';
}

/** Takes parsed JSON for a wire event. Throws an EventFault that says what is wrong when it is none; members it does not know stay. */
export function readEvent(value: unknown): WireEvent {
  const record = recordAt(value, 'an event');
  const kind = record['kind'];
  if (typeof kind !== 'string' || !Object.hasOwn(shapes, kind)) {
    throw fault('kind', `one of ${Object.keys(shapes).join(', ')}`, kind);
  }
  conform(record, { client: 'text', at: 'number', ...shapes[kind as WireEvent['kind']] }, '');
  if (record['virtual'] !== undefined) conform(record, { virtual: 'number' }, '');
  if (record['step'] !== undefined) conform(record, { step: 'text' }, '');
  if (kind === 'bytes') conformPayload(record);
  return value as WireEvent;
}

function conformPayload(record: Readonly<Record<string, unknown>>): void {
  const whole = record['base64'] !== undefined;
  conform(record, whole ? { base64: 'text' } : { length: 'number', sha256: 'text', head: 'text' }, '');
  const member = whole ? 'base64' : 'head';
  if (!isBase64(String(record[member]))) throw fault(member, 'base64', record[member]);
  const known = fromBase64(String(record[member])).length;
  if (!whole && !(Number.isInteger(record['length']) && Number(record['length']) >= known))
    throw fault('length', `a whole number of bytes, no fewer than the ${known} of head`, record['length']);
}

function conform(record: Readonly<Record<string, unknown>>, shape: Shape, path: string): void {
  for (const [member, kind] of Object.entries(shape)) {
    const value = record[member];
    if (!is(kind, value, path + member))
      throw fault(path + member, typeof kind === 'string' ? kind : `one of ${kind.join(', ')}`, value);
  }
}

function is(kind: Kind, value: unknown, path: string): boolean {
  if (typeof kind !== 'string') return typeof value === 'string' && kind.includes(value);
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'json':
      return value !== undefined;
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'text by name':
      return Object.values(recordAt(value, path)).every((item) => typeof item === 'string');
    case 'what a script saw': {
      const saw = recordAt(value, path);
      const shape = typeof saw['type'] === 'string' && Object.hasOwn(saws, saw['type']) ? saws[saw['type']] : undefined;
      if (shape === undefined) throw fault(`${path}.type`, `one of ${Object.keys(saws).join(', ')}`, saw['type']);
      conform(saw, shape, `${path}.`);
      return true;
    }
  }
}

function recordAt(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, Json>>;
  throw fault(path, 'an object', value);
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(text);
}

function fault(path: string, expected: string, found: unknown): EventFault {
  const shown = found === undefined ? 'nothing' : JSON.stringify(found).slice(0, 80);
  return new EventFault(`${path}: expected ${expected}, found ${shown}`);
}
