import { fromLatin1, latin1 } from './bytes.ts';

/** One field line as it was written: the name in its own case, the value without the white space around it. */
export interface Field {
  readonly name: string;
  readonly value: string;
}

/** `GET /chat HTTP/1.1` and its fields (RFC 9112 §3). */
export interface RequestHead {
  readonly kind: 'request';
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly fields: readonly Field[];
}

/** `HTTP/1.1 101 Switching Protocols` and its fields (RFC 9112 §4). */
export interface ResponseHead {
  readonly kind: 'response';
  readonly version: string;
  readonly status: number;
  readonly reason: string;
  readonly fields: readonly Field[];
}

export type Head = RequestHead | ResponseHead;

/** Bytes that break a rule: which one, in words, and where it stands. */
export interface Malformed {
  readonly kind: 'malformed';
  readonly section: string;
  readonly expected: string;
  readonly found: string;
}

/** A field name, a method, a subprotocol: one or more of these characters (RFC 9110 §5.6.2). */
export const TOKEN = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;

const REQUEST_LINE = /^([^ ]+) ([^ ]+) (HTTP\/\d\.\d)$/;
const STATUS_LINE = /^(HTTP\/\d\.\d) (\d{3})(?: (.*))?$/;

/** Where a head ends that begins at `from`: the index behind its empty line; -1 while that has not come (RFC 9112 §2.1). */
export function endOfHead(bytes: Uint8Array, from = 0): number {
  for (let i = from; i + 3 < bytes.length; i++) {
    if (bytes[i] === 13 && bytes[i + 1] === 10 && bytes[i + 2] === 13 && bytes[i + 3] === 10) return i + 4;
  }
  return -1;
}

/** Reads a whole request head, with or without the empty line that ends it. */
export function parseRequestHead(bytes: Uint8Array): RequestHead | Malformed {
  const [line = '', ...lines] = linesOf(bytes);
  const [, method, target, version] = REQUEST_LINE.exec(line) ?? [];
  if (method === undefined || target === undefined || version === undefined || !TOKEN.test(method)) {
    return malformed('RFC 9112 §3', 'a request line: method, target, version', line);
  }
  const fields = parseFields(lines);
  return 'kind' in fields ? fields : { kind: 'request', method, target, version, fields };
}

/** Reads a whole response head, with or without the empty line that ends it. */
export function parseResponseHead(bytes: Uint8Array): ResponseHead | Malformed {
  const [line = '', ...lines] = linesOf(bytes);
  const [, version, status, reason = ''] = STATUS_LINE.exec(line) ?? [];
  if (version === undefined || status === undefined) {
    return malformed('RFC 9112 §4', 'a status line: version, three digits, reason', line);
  }
  const fields = parseFields(lines);
  return 'kind' in fields ? fields : { kind: 'response', version, status: Number(status), reason, fields };
}

/** The head as it goes over the wire. Characters over U+00FF have no place in it and throw a RangeError. */
export function encodeHead(head: Head): Uint8Array {
  const lines = head.fields.map(({ name, value }) => `${name}: ${value}\r\n`);
  return latin1(`${startLine(head)}\r\n${lines.join('')}\r\n`);
}

/** The first line of a head. */
export function startLine(head: Head): string {
  if (head.kind === 'request') return `${head.method} ${head.target} ${head.version}`;
  return `${head.version} ${head.status} ${head.reason}`;
}

/** The values of a field, by its name in any case, put together with a comma (RFC 9110 §5.3); `undefined` when it is absent. */
export function fieldValue(head: Head, name: string): string | undefined {
  const values = head.fields
    .filter((field) => field.name.toLowerCase() === name.toLowerCase())
    .map(({ value }) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

/** The members of a field that is a list, without the white space around them and without empty ones (RFC 9110 §5.6.1). */
export function listValue(head: Head, name: string): readonly string[] {
  return (fieldValue(head, name) ?? '')
    .split(',')
    .map(trim)
    .filter((member) => member !== '');
}

/** Whether a list field has a member, whatever its case: `hasMember(head, 'connection', 'upgrade')`. */
export function hasMember(head: Head, name: string, member: string): boolean {
  return listValue(head, name).some((found) => found.toLowerCase() === member.toLowerCase());
}

function linesOf(head: Uint8Array): readonly string[] {
  return fromLatin1(head)
    .replace(/(\r\n)+$/, '')
    .split('\r\n');
}

function parseFields(lines: readonly string[]): readonly Field[] | Malformed {
  const fields: Field[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0));
    if (!TOKEN.test(name) || /[\0\r\n]/.test(line))
      return malformed('RFC 9112 §5', 'a field line: name, colon, value', line);
    fields.push({ name, value: trim(line.slice(colon + 1)) });
  }
  return fields;
}

/** Takes away optional white space, which is spaces and tabs only (RFC 9110 §5.6.3). */
function trim(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && isBlank(value.charCodeAt(start))) start++;
  // `/[ \t]+$/` would go over a long run of blanks inside a value once for each of them.
  while (end > start && isBlank(value.charCodeAt(end - 1))) end--;
  return value.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

function malformed(section: string, expected: string, found: string): Malformed {
  return { kind: 'malformed', section, expected, found: found.length > 80 ? `${found.slice(0, 79)}…` : found };
}
