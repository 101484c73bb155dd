import type {
  Awaited,
  BrowserClient,
  Client,
  Data,
  NodeClient,
  PlainRequest,
  Script,
  Step,
  Value,
} from '../protocol.ts';
import { mustBe, mustBeFields, mustBeMade, mustBeName, mustHaveOnly } from './arguments.ts';
import { type Duration, milliseconds } from './duration.ts';

/**
 * A program: the real `ws` client. It may set any header field, also a forged `Origin`.
 *
 * @example
 * node('/')
 * node('/', { headers: { authorization: token.bearer({ sub: 'ann' }) } })
 * node('/', { origin: 'https://evil.example', localAddress: '::1' })
 */
export function node(path: Value, options: Omit<NodeClient, 'path'> = {}): Client {
  mustHaveOnly(options, 'node', ['headers', 'subprotocols', 'origin', 'localAddress']);
  mustBeFields(options.headers, 'node');
  return { kind: 'node', path, ...options };
}

/**
 * A page's `new WebSocket(url, subprotocols)`: it cannot set header fields, always sends the page's `Origin` and the cookies that
 * its jar has for the server, and learns of a failed handshake nothing but `error` and close 1006.
 * `page` is the page's origin (the server's own when left out); `jar: 'ann'` has it use ann's cookies.
 *
 * @example
 * browser('/', { subprotocols: ['chat', token.subprotocol({ sub: 'ann' })] })
 * browser('/', { page: 'https://evil.example', jar: 'ann' })
 * browser('/', { page: 'http://localhost:9999', jar: 'ann' })   // same site, other origin
 */
export function browser(path: Value, options: Omit<BrowserClient, 'path'> = {}): Client {
  mustHaveOnly(options, 'browser', ['subprotocols', 'page', 'jar', 'setCookies', 'localAddress']);
  return { kind: 'browser', path, ...options };
}

/**
 * A plain TCP socket that first sends these bytes. It answers nothing by itself, neither a ping nor a Close frame. After the 101, `send`
 * writes a masked frame.
 *
 * @example
 * raw(handshake('/chat'))
 * raw(halfHead('GET / HTTP/1.1', text`Host: ${server.host}`))
 */
export function raw(bytes: Data, options: { readonly localAddress?: string } = {}): Client {
  mustHaveOnly(options, 'raw', ['localAddress']);
  return { kind: 'raw', bytes, ...options };
}

/**
 * Starts a client and waits until its opening handshake is settled: open, refused, or failed; a `raw` client, until its bytes are
 * written. `pending: true` goes on at once, for what happens while the server still decides. A name connects once; for a second
 * connection take another name.
 *
 * @example
 * connect('ann', node('/'))
 * connect('eve', node('/'), { pending: true })
 */
export function connect(client: string, as: Client, options: { readonly pending?: boolean } = {}): Step {
  mustBeName(client, 'connect');
  mustBeMade(as, 'kind', 'node(…), browser(…) or raw(…) as the client of connect(…)');
  mustHaveOnly(options, 'connect', ['pending']);
  return { do: 'connect', client, as, ...options };
}

/**
 * A plain HTTP request; waits for its answer. Cookies that answers set stay in the client's jar, and go with its later requests
 * and browser connections. `page` makes it a `fetch` from that page, with `Origin`; otherwise no `Origin` is sent.
 *
 * @example
 * request('ann', 'POST', '/login', { body: json({ user: 'ann', password: 'pw-ann' }) })
 * request('ann', 'POST', '/ticket', { page: server.origin })
 * request('mallory', 'POST', '/ticket', { page: 'http://localhost:9999', jar: 'ann' })
 */
export function request(
  client: string,
  method: string,
  path: Value,
  options: Omit<PlainRequest, 'method' | 'path'> = {},
): Step {
  mustBeName(client, 'request');
  mustBe(typeof method === 'string' && /^[!-~]+$/.test(method), 'a method, such as GET, second in request(…)', method);
  mustBe(path !== undefined, 'a path, such as /, third in request(…)', path);
  mustHaveOnly(options, 'request', ['page', 'jar', 'headers', 'body', 'localAddress']);
  mustBeFields(options.headers, 'request');
  return { do: 'request', client, method, path, ...options };
}

/**
 * Sends one message. A text goes as text, `hex` as binary.
 *
 * @example
 * send('ann', 'hello')
 * send('ann', json({ type: 'auth', token: token({ sub: 'ann' }) }))
 */
export function send(client: string, data: Data): Step {
  mustBeName(client, 'send');
  mustBeData(data, 'send');
  return { do: 'send', client, data };
}

/**
 * Writes bytes to the client's socket as they are, below the framing.
 *
 * @example sendBytes('mallory', hex('81 02 68 69')) // a frame without a mask
 */
export function sendBytes(client: string, data: Data): Step {
  mustBeName(client, 'sendBytes');
  mustBeData(data, 'sendBytes');
  return { do: 'sendBytes', client, data };
}

/**
 * Sends several messages in one TCP segment, so that the server finds the second behind the first.
 *
 * @example sendTogether('ann', json({ type: 'auth', token: token({ sub: 'ann' }) }), 'right behind')
 */
export function sendTogether(client: string, ...messages: readonly Data[]): Step {
  mustBeName(client, 'sendTogether');
  for (const data of messages) mustBeData(data, 'sendTogether');
  return { do: 'sendTogether', client, messages };
}

/**
 * Sends a Ping frame (RFC 6455 §5.5.2).
 *
 * @example ping('ann')
 */
export function ping(client: string): Step {
  mustBeName(client, 'ping');
  return { do: 'ping', client };
}

/**
 * Begins the closing handshake, as the client's own `close()` does.
 *
 * @example close('ann', 4000, 'bye')
 */
export function close(client: string, code?: number, reason?: string): Step {
  mustBeName(client, 'close');
  return { do: 'close', client, ...(code !== undefined && { code }), ...(reason !== undefined && { reason }) };
}

/**
 * Resets the client's TCP connection, whatever it is in the middle of.
 *
 * @example drop('eve')
 */
export function drop(client: string): Step {
  mustBeName(client, 'drop');
  return { do: 'drop', client };
}

/**
 * Waits for an event of a client, 2 s of real time unless said otherwise. One that has come already counts. When it does not
 * come, the script goes on: the expectations decide.
 *
 * @example
 * until('ann', opened())
 * until('ann', received({ type: 'welcome' }))
 * until('eve', closed(), { within: '3s' })
 */
export function until(client: string, event: Awaited, options: { readonly within?: Duration } = {}): Step {
  mustBeName(client, 'until');
  mustBeMade(event, 'on', 'an event that until(…) can wait for, such as closed() or received(…) without a name');
  mustHaveOnly(options, 'until', ['within']);
  return { do: 'until', client, event, withinMs: milliseconds(options.within ?? 2_000) };
}

/**
 * Awaited: the client's script was told that its connection is closed.
 *
 * @example until('ann', closed())
 */
export function closed(): Awaited {
  return { on: 'close' };
}

/**
 * Awaited: the response head has come, whatever its status.
 *
 * @example until('eve', responded())
 */
export function responded(): Awaited {
  return { on: 'head' };
}

/**
 * Awaited: the client's script was told of an error.
 *
 * @example until('eve', failed())
 */
export function failed(): Awaited {
  return { on: 'error' };
}

/**
 * A ping and its pong, so that all that the server had sent before has arrived. What a client must not hear is judged after one.
 *
 * @example barrier('eve')
 */
export function barrier(client: string): Step {
  mustBeName(client, 'barrier');
  return { do: 'barrier', client };
}

/**
 * A page's script reads `document.cookie`, to be judged with `scriptSees('ann', 'cookies ""')`.
 *
 * @example readCookies('ann')
 */
export function readCookies(client: string): Step {
  mustBeName(client, 'readCookies');
  return { do: 'readCookies', client };
}

/**
 * Moves the clock of server and probe, where the exercise has it under control (`clock: true`).
 *
 * @example advance('2s')
 */
export function advance(duration: Duration): Step {
  return { do: 'advance', ms: milliseconds(duration) };
}

/**
 * Lets real time go by. For what no event tells of; two seconds are much.
 *
 * @example wait('50ms')
 */
export function wait(duration: Duration): Step {
  return { do: 'wait', ms: milliseconds(duration) };
}

/**
 * Performs steps several times, up to `parallel` turns at once (one after another when left out). A client that first appears in it
 * becomes `eve#1`, `eve#2`, …; expectations on `eve` then speak of each of them.
 *
 * @example
 * repeat(100, { parallel: 100 },
 *   connect('eve', node('/', { headers: { authorization: 'Bearer forged' } })),
 *   until('eve', responded()))
 */
export function repeat(times: number, options: { readonly parallel?: number }, ...steps: Script): Step {
  mustHaveOnly(options, 'repeat', ['parallel']);
  for (const step of steps) mustBeMade(step, 'do', 'only steps in repeat(…)');
  return { do: 'repeat', times, parallel: options.parallel ?? 1, steps };
}

function mustBeData(data: unknown, word: string): void {
  const isMade = typeof data === 'object' && data !== null && 'make' in data;
  mustBe(typeof data === 'string' || isMade, `a text, json(…), hex(…) or the like second in ${word}(…)`, data);
}
