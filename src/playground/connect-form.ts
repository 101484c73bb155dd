import type { Client, PlainRequest, Step, Value } from '../check/protocol.ts';
import { type FieldFault, type TokenForm, tokenOf } from './token-form.ts';

/** Where a credential travels. */
export type Carrier = 'authorization' | 'subprotocol' | 'query' | 'cookie';

/** One attempt as it is described by hand: texts as they stand in the fields. */
export interface ConnectForm {
  /** A page's `WebSocket`, a Node program with `ws`, or a plain HTTP request. */
  readonly as: 'browser' | 'node' | 'http';
  /** Path and query on the server, or a whole `ws:` address. */
  readonly path: string;
  /** Separated by commas. */
  readonly subprotocols: string;
  /** The page's origin, or what a program says in `Origin`. Empty: the server's own for a page, none for a program. */
  readonly origin: string;
  /** One `name: value` a line; not for a page. */
  readonly headers: string;
  /** One a line: for a program `name=value`, for a page as in `Set-Cookie`. */
  readonly cookies: string;
  /** Of a plain request. */
  readonly method: string;
  readonly body: string;
  /** What is shown: nothing, a token that is made for it, or a member of the last plain answer. */
  readonly credential: 'none' | 'token' | 'answer';
  /** The member of the answer: `ticket`, `access_token`. */
  readonly member: string;
  readonly carrier: Carrier;
  /** What it is called there: a parameter's or a cookie's name, or what stands before it in a subprotocol. */
  readonly name: string;
  readonly token: TokenForm;
}

/** All plain requests are one client's, so that their answers can be found; all pages and requests share its cookie jar. */
const HTTP_CLIENT = 'request';
const JAR = 'jar';

/** What each carrier calls a credential when nobody says otherwise. */
export const carrierNames: Readonly<Record<Carrier, string>> = {
  authorization: 'Bearer',
  subprotocol: 'bearer.',
  query: 'token',
  cookie: 'session',
};

/** Why a carrier cannot be had by a page; undefined where it can. */
export function pageCannot(carrier: Carrier): string | undefined {
  return carrier === 'authorization'
    ? 'A page’s WebSocket takes an address and subprotocols: its script can set no header field.'
    : undefined;
}

/** The step that the fields describe, for a client of this name, or the first field that cannot be used. */
export function stepOf(form: ConnectForm, client: string): Step | FieldFault {
  const path = form.path.trim();
  if (!/^(?:\/|wss?:\/\/|https?:\/\/)/.test(path)) {
    return { field: 'path', says: `Expected a path such as /chat, found ${path === '' ? 'nothing' : path}.` };
  }
  const headers = form.as === 'browser' ? {} : headersIn(form.headers);
  if ('field' in headers) return headers as FieldFault;
  const made = credentialOf(form);
  if (made !== undefined && typeof made === 'object' && 'field' in made && 'says' in made) return made;
  if (made !== undefined && form.as === 'browser' && form.carrier === 'authorization') {
    return { field: 'carrier', says: pageCannot('authorization') ?? '' };
  }
  return form.as === 'http'
    ? { do: 'request', client: HTTP_CLIENT, ...requestOf(form, path, headers, made) }
    : { do: 'connect', client, as: clientOf(form, path, headers, made) };
}

type Headers = Readonly<Record<string, Value>>;

function credentialOf(form: ConnectForm): Value | FieldFault | undefined {
  switch (form.credential) {
    case 'none':
      return undefined;
    case 'answer':
      return { make: 'answer', client: HTTP_CLIENT, field: form.member.trim() };
    case 'token':
      return tokenOf(form.token);
  }
}

function clientOf(form: ConnectForm, path: string, headers: Headers, credential: Value | undefined): Client {
  const { as, carrier, name } = form;
  const shows = (where: Carrier) => credential !== undefined && carrier === where;
  const subprotocols: Value[] = listIn(form.subprotocols, ',');
  if (credential !== undefined && carrier === 'subprotocol') subprotocols.push(joined(name, credential));
  const target = credential !== undefined && carrier === 'query' ? withParameter(path, name, credential) : path;
  const cookies: Value[] = listIn(form.cookies, '\n');
  if (credential !== undefined && carrier === 'cookie') cookies.push(joined(`${name}=`, credential));
  const origin = form.origin.trim();
  const offered = subprotocols.length > 0 && { subprotocols };
  if (as === 'browser') {
    const setCookies = cookies.length > 0 && { setCookies: cookies };
    return {
      kind: 'browser',
      path: target,
      jar: JAR,
      ...offered,
      ...(origin !== '' && { page: origin }),
      ...setCookies,
    };
  }
  const all = {
    ...headers,
    ...(shows('authorization') && credential !== undefined && { authorization: joined(`${name} `, credential) }),
    ...(cookies.length > 0 && { cookie: between(cookies, '; ') }),
  };
  const fields = Object.keys(all).length > 0 && { headers: all };
  return { kind: 'node', path: target, ...offered, ...(origin !== '' && { origin }), ...fields };
}

function requestOf(form: ConnectForm, path: string, headers: Headers, credential: Value | undefined): PlainRequest {
  const { carrier, name, body, method } = form;
  const origin = form.origin.trim();
  const isJson = /^\s*[[{]/.test(body);
  const named = Object.keys(headers).map((header) => header.toLowerCase());
  const cookies: Value[] = listIn(form.cookies, '\n');
  if (credential !== undefined && carrier === 'cookie') cookies.push(joined(`${name}=`, credential));
  const fields = {
    ...(isJson && !named.includes('content-type') && { 'content-type': 'application/json' }),
    ...headers,
    ...(credential !== undefined && carrier === 'authorization' && { authorization: joined(`${name} `, credential) }),
    ...(cookies.length > 0 && { cookie: between(cookies, '; ') }),
  };
  return {
    method: method.trim().toUpperCase() || 'GET',
    path: credential !== undefined && carrier === 'query' ? withParameter(path, name, credential) : path,
    jar: JAR,
    ...(origin !== '' && { page: origin }),
    ...(Object.keys(fields).length > 0 && { headers: fields }),
    ...(body !== '' && method.trim().toUpperCase() !== 'GET' && { body }),
  };
}

function headersIn(text: string): Headers | FieldFault {
  const headers: Record<string, string> = {};
  for (const line of listIn(text, '\n')) {
    // RFC 9110 §5.1: a field name is a token.
    const [, name, value] = /^([!#$%&'*+.^`|~\w-]+):\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      return { field: 'headers', says: `Expected one “name: value” a line, found ${line}.` };
    }
    headers[name] = value;
  }
  return headers;
}

function listIn(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function joined(before: string, value: Value): Value {
  return { make: 'joined', parts: [before, value] };
}

function between(values: readonly Value[], separator: string): Value {
  return { make: 'joined', parts: values.flatMap((value, index) => (index === 0 ? [value] : [separator, value])) };
}

function withParameter(path: string, name: string, value: Value): Value {
  return { make: 'joined', parts: [`${path}${path.includes('?') ? '&' : '?'}${name}=`, value] };
}
