import type { ClientRequest, IncomingMessage } from 'node:http';
import type { ScriptSaw } from '../../src/wire/wire-event.ts';
import { type Browser, originOf, userAgent, withoutUserinfo } from './browser.ts';
import { Happenings } from './happenings.ts';
import type { LiveClient } from './live-client.ts';
import { messageData, type Recorder } from './recorder.ts';
import type { Made } from './values.ts';
import { drain, openWs, pingAndPong, type WsConnection } from './ws-connection.ts';

export interface PageHandshake {
  /** What the page's script passes to `new WebSocket`, resolved against the server. */
  readonly url: string;
  readonly subprotocols: readonly string[];
  readonly page: URL | null;
  readonly browser: Browser;
  readonly localAddress?: string | undefined;
  /** Told before each connection: a browser makes a second one to answer a Basic challenge. */
  readonly attempt: (connection: number) => void;
}

/**
 * A page's `WebSocket` (WHATWG WebSockets Standard) on the real `ws` client: the header fields that Chromium sends and no other,
 * `Origin` always, cookies from the jar; of a failed handshake the script learns nothing but `error`, then `close` 1006.
 */
export class PageClient implements LiveClient {
  readonly seen = new Happenings();
  readonly settled: Promise<void>;
  readonly #recorder: Recorder;
  readonly #client: string;
  readonly #handshake: PageHandshake;
  #open: WsConnection | undefined;
  #failed = false;
  #reset = false;
  #closed = false;
  #settle = () => {};

  constructor(recorder: Recorder, client: string, handshake: PageHandshake) {
    this.#recorder = recorder;
    this.#client = client;
    this.#handshake = handshake;
    this.settled = new Promise((resolve) => {
      this.#settle = resolve;
    });
    const url = this.#try(() => constructorUrl(handshake));
    if (url === undefined) this.#settle();
    else this.#connect(url, handshake.browser.basicFor(url));
  }

  #connect(url: URL, credentials: string | undefined): void {
    const { subprotocols, page, browser, localAddress, attempt } = this.#handshake;
    const cookies = browser.jar.header(url, page);
    this.#open = openWs(this.#recorder, this.#client, {
      url: withoutUserinfo(url),
      subprotocols,
      localAddress,
      attempt,
      origin: originOf(page),
      closeTimeout: 2000,
      headers: {
        Pragma: 'no-cache',
        'Cache-Control': 'no-cache',
        'User-Agent': userAgent,
        'Accept-Encoding': 'gzip, deflate, br, zstd',
        'Accept-Language': 'en-US,en;q=0.9',
        ...(cookies === '' ? {} : { Cookie: cookies }),
        ...(credentials === undefined ? {} : { Authorization: `Basic ${credentials}` }),
      },
      orderHeaders: orderAsChromium,
    });
    this.#listen(this.#open, url, credentials);
  }

  #listen({ ws, socket }: WsConnection, url: URL, credentials: string | undefined): void {
    const { browser } = this.#handshake;
    socket.once('ended-by-server', () => this.seen.add('end'));
    socket.on('error', () => {
      this.#reset = true;
    });
    ws.on('upgrade', (response) => {
      browser.jar.store(url, response.headers['set-cookie'] ?? []);
      if (credentials !== undefined) browser.rememberBasic(url, credentials);
      this.seen.add('head');
    });
    ws.on('unexpected-response', (_request, response) => {
      browser.jar.store(url, response.headers['set-cookie'] ?? []);
      const fromUrl = userinfo(url);
      if (credentials === undefined && fromUrl !== undefined && asksForBasic(response)) {
        void drain(response, socket).then(() => this.#connect(url, fromUrl));
        return;
      }
      this.seen.add('head');
      this.#failed = true;
      this.#end(1006, '');
      void drain(response, socket).then(this.#settle);
    });
    ws.on('open', () => {
      this.#saw({ type: 'open', protocol: ws.protocol });
      this.seen.add('open');
      this.#settle();
    });
    ws.on('message', (data, binary) => {
      const bytes = data as Buffer;
      this.#saw({ type: 'message', ...messageData(bytes, binary) });
      this.seen.add('message', bytes.toString());
    });
    ws.on('error', () => {
      this.#failed = true;
    });
    ws.on('close', (code, reason) => {
      this.#end(code, reason.toString());
      this.#settle();
    });
  }

  send({ bytes, binary }: Made): void {
    const ws = this.#open?.ws;
    if (ws === undefined) return;
    this.#try(() => {
      if (ws.readyState === ws.CONNECTING) {
        throw new DOMException(
          "Failed to execute 'send' on 'WebSocket': Still in CONNECTING state.",
          'InvalidStateError',
        );
      }
    });
    if (ws.readyState === ws.OPEN) ws.send(bytes, { binary });
  }

  sendBytes(bytes: Buffer): void {
    this.#open?.socket.write(bytes);
  }

  sendTogether(messages: readonly Made[]): void {
    this.#open?.socket.cork();
    for (const message of messages) this.send(message);
    this.#open?.socket.uncork();
  }

  ping(): void {
    const ws = this.#open?.ws;
    if (ws?.readyState === ws?.OPEN) ws?.ping();
  }

  close(code?: number, reason?: string): void {
    this.#try(() => {
      mustBeClosable(code, reason);
      this.#open?.ws.close(code, reason);
    });
  }

  drop(): void {
    this.#open?.socket.resetNow();
  }

  barrier(withinMs: number): Promise<boolean> {
    return this.#open === undefined ? Promise.resolve(false) : pingAndPong(this.#open.ws, withinMs);
  }

  #end(code: number, reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#failed) {
      this.#saw({ type: 'error', message: '' });
      this.seen.add('error');
    }
    const closed = this.#failed ? { code: 1006, reason: '' } : { code, reason };
    this.#saw({ type: 'close', ...closed, wasClean: closed.code !== 1006 && !this.#reset });
    this.seen.add('close');
  }

  #try<T>(act: () => T): T | undefined {
    try {
      return act();
    } catch (error) {
      const { name, message } = error as DOMException;
      this.#saw({ type: 'exception', name, message });
      return undefined;
    }
  }

  #saw(saw: ScriptSaw): void {
    this.#recorder.event({ kind: 'script', client: this.#client, connection: this.#open?.connection ?? 0, saw });
  }
}

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** The steps of the constructor before it connects (WHATWG WebSockets §3.1), in Chromium's words. */
function constructorUrl({ url: given, subprotocols, page }: PageHandshake): URL {
  const failed = (what: string) => new DOMException(`Failed to construct 'WebSocket': ${what}`, 'SyntaxError');
  const url = URL.parse(given);
  if (url === null) throw failed(`The URL '${given}' is invalid.`);
  if (url.protocol === 'http:') url.protocol = 'ws:';
  if (url.protocol === 'https:') url.protocol = 'wss:';
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') {
    throw failed(
      `The URL's scheme must be either 'http', 'https', 'ws', or 'wss'. '${url.protocol.slice(0, -1)}' is not allowed.`,
    );
  }
  if (url.href.includes('#')) {
    throw failed(
      `The URL contains a fragment identifier ('${url.hash.slice(1)}'). Fragment identifiers are not allowed in WebSocket URLs.`,
    );
  }
  for (const [index, subprotocol] of subprotocols.entries()) {
    if (!token.test(subprotocol)) throw failed(`The subprotocol '${subprotocol}' is invalid.`);
    if (subprotocols.indexOf(subprotocol) !== index) throw failed(`The subprotocol '${subprotocol}' is duplicated.`);
  }
  if (
    page?.protocol === 'https:' &&
    url.protocol === 'ws:' &&
    !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)
  ) {
    throw new DOMException(
      `Failed to construct 'WebSocket': An insecure WebSocket connection may not be initiated from a page loaded over HTTPS.`,
      'SecurityError',
    );
  }
  return url;
}

function mustBeClosable(code: number | undefined, reason = ''): void {
  if (code !== undefined && code !== 1000 && (code < 3000 || code > 4999)) {
    throw new DOMException(
      `Failed to execute 'close' on 'WebSocket': The close code must be either 1000, or between 3000 and 4999. ${code} is neither.`,
      'InvalidAccessError',
    );
  }
  if (Buffer.byteLength(reason) > 123) {
    throw new DOMException(
      `Failed to execute 'close' on 'WebSocket': The close reason must not be greater than 123 UTF-8 bytes.`,
      'SyntaxError',
    );
  }
}

function userinfo(url: URL): string | undefined {
  if (url.username === '' && url.password === '') return undefined;
  return Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`).toString('base64');
}

function asksForBasic(response: IncomingMessage): boolean {
  return response.statusCode === 401 && /^basic\b/i.test(response.headers['www-authenticate'] ?? '');
}

const chromiumOrder = [
  'Host',
  'Connection',
  'Pragma',
  'Cache-Control',
  'Authorization',
  'User-Agent',
  'Upgrade',
  'Origin',
  'Sec-WebSocket-Version',
  'Accept-Encoding',
  'Accept-Language',
  'Cookie',
  'Sec-WebSocket-Key',
  'Sec-WebSocket-Extensions',
  'Sec-WebSocket-Protocol',
];

function orderAsChromium(request: ClientRequest): void {
  const fields = chromiumOrder.map((name) => [name, request.getHeader(name)] as const);
  for (const [name] of fields) request.removeHeader(name);
  for (const [name, value] of fields) {
    if (value === undefined) continue;
    request.setHeader(name, name === 'Sec-WebSocket-Protocol' ? String(value).replaceAll(',', ', ') : value);
  }
}
