import type { Data, JsonTemplate, Value } from '../../src/check/protocol.ts';
import type { Json } from '../../src/wire/wire-event.ts';

/** What a step knows when its values are made. */
export interface Makers {
  token(spec: Extract<Value, { make: 'token' }>): Promise<string>;
  /** Empty when no answer or message of the client has the field. */
  answer(client: string, field: string): string;
  cookie(client: string, name: string): string;
  server(part: 'host' | 'origin' | 'port'): string;
  turn(): number;
}

export async function makeText(value: Value, makers: Makers): Promise<string> {
  if (typeof value === 'string') return value;
  switch (value.make) {
    case 'token':
      return `${value.prefix ?? ''}${await makers.token(value)}`;
    case 'answer':
      return makers.answer(value.client, value.field);
    case 'cookie':
      return makers.cookie(value.client, value.name);
    case 'server':
      return makers.server(value.part);
    case 'turn':
      return String(makers.turn());
    case 'joined':
      return (await makeTexts(value.parts, makers)).join('');
  }
}

export async function makeTexts(values: readonly Value[], makers: Makers): Promise<string[]> {
  const texts: string[] = [];
  for (const value of values) texts.push(await makeText(value, makers));
  return texts;
}

export async function makeHeaders(
  headers: Readonly<Record<string, Value>> | undefined,
  makers: Makers,
): Promise<Record<string, string>> {
  const made: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) made[name] = await makeText(value, makers);
  return made;
}

/** The bytes of what travels, and whether they are a binary message. */
export interface Made {
  readonly bytes: Buffer;
  readonly binary: boolean;
}

export async function makeData(data: Data, makers: Makers): Promise<Made> {
  if (typeof data === 'object' && data.make === 'hex')
    return { bytes: Buffer.from(data.hex.replace(/\s/g, ''), 'hex'), binary: true };
  return { bytes: Buffer.from(await textOf(data, makers)), binary: false };
}

async function textOf(data: Exclude<Data, { make: 'hex' }>, makers: Makers): Promise<string> {
  if (typeof data === 'string') return data;
  switch (data.make) {
    case 'json':
      return JSON.stringify(await makeJson(data.value, makers));
    case 'fill':
      return 'a'.repeat(data.bytes);
    case 'head':
      return `${await linesOf(data.lines, makers)}\r\n`;
    case 'half-head':
      return linesOf(data.lines, makers);
    default:
      return makeText(data, makers);
  }
}

async function linesOf(lines: readonly Value[], makers: Makers): Promise<string> {
  return (await makeTexts(lines, makers)).map((line) => `${line}\r\n`).join('');
}

async function makeJson(template: JsonTemplate, makers: Makers): Promise<Json> {
  if (template === null || typeof template !== 'object') return template;
  if (isList(template)) {
    const list: Json[] = [];
    for (const item of template) list.push(await makeJson(item, makers));
    return list;
  }
  if (isValue(template)) return makeText(template, makers);
  const made: { [key: string]: Json } = {};
  for (const [key, value] of Object.entries(template)) made[key] = await makeJson(value, makers);
  return made;
}

function isList(template: object): template is readonly JsonTemplate[] {
  return Array.isArray(template);
}

const made = ['token', 'answer', 'cookie', 'server', 'turn', 'joined'];

function isValue(template: object): template is Exclude<Value, string> {
  return 'make' in template && typeof template.make === 'string' && made.includes(template.make);
}
