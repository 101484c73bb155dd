import { type IncomingMessage, request } from 'node:http';
import { type Browser, originOf, userAgent } from './browser.ts';
import { clearRealTimeout, setRealTimeout } from './happenings.ts';
import type { Recorder } from './recorder.ts';
import { connectTo, TappedSocket } from './tapped-socket.ts';

export interface PlainRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | undefined;
  readonly localAddress?: string | undefined;
  readonly browser: Browser;
  /** The page that makes it; left out for a program that keeps cookies. */
  readonly page?: URL | null | undefined;
}

const longestBody = 64 * 1024;

/**
 * One HTTP request on a connection of its own, and its answer as an event. From a page it is a simple `fetch` with credentials
 * (Fetch Standard, without a preflight): `Origin` unless it is a GET or HEAD of the page's own origin. Resolves to the body, or
 * to undefined when no whole answer came in time.
 */
export function makeRequest(
  recorder: Recorder,
  client: string,
  step: string,
  wanted: PlainRequest,
  withinMs: number,
): Promise<string | undefined> {
  const { url, method, body, localAddress, browser, page } = wanted;
  const connection = recorder.nextConnection();
  recorder.event({ kind: 'attempt', client, step, connection, by: 'http', url: url.href, says: method });
  const socket = new TappedSocket(recorder, client, connection);
  return new Promise((resolve) => {
    const settle = (text: string | undefined) => {
      clearRealTimeout(timer);
      resolve(text);
    };
    const timer = setRealTimeout(() => {
      recorder.event({ kind: 'timeout', client, step, waitedFor: `the answer to ${method} ${url.pathname}`, withinMs });
      socket.destroy();
      settle(undefined);
    }, withinMs);
    const made = request(url, {
      method,
      headers: headersOf(wanted),
      createConnection: () => connectTo(socket, { hostname: url.hostname, port: Number(url.port), localAddress }),
    });
    made.once('error', () => settle(undefined));
    made.once('upgrade', (_response, upgraded) => {
      upgraded.destroy();
      settle(undefined);
    });
    made.once('response', (response) => {
      browser.jar.store(url, response.headers['set-cookie'] ?? []);
      readBody(response).then(
        (text) => {
          recorder.event({
            kind: 'answer',
            client,
            step,
            connection,
            request: `${method} ${url.pathname}${url.search}`,
            ...answerOf(response),
            body: text.slice(0, longestBody),
          });
          settle(text);
        },
        () => settle(undefined),
      );
    });
    made.end(body);
  });

  function headersOf({ headers }: PlainRequest): Record<string, string> {
    const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
    const cookies = browser.jar.header(url, page);
    const crossOrigin = page !== undefined && originOf(page) !== url.origin;
    const origin =
      page !== undefined && (crossOrigin || (method !== 'GET' && method !== 'HEAD')) ? originOf(page) : undefined;
    return {
      ...(page === undefined || given.has('user-agent') ? {} : { 'User-Agent': userAgent }),
      ...(origin === undefined || given.has('origin') ? {} : { Origin: origin }),
      ...(cookies === '' || given.has('cookie') ? {} : { Cookie: cookies }),
      ...(body === undefined || given.has('content-length') ? {} : { 'Content-Length': String(body.length) }),
      ...headers,
    };
  }
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function answerOf(response: IncomingMessage) {
  const { 'set-cookie': setCookie = [], ...fields } = response.headers;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return { status: response.statusCode ?? 0, headers, setCookie };
}
