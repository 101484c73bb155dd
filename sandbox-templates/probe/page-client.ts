import type { ScriptSaw } from '../../src/wire/wire-event.ts';
import { type Browser, originOf, withoutUserinfo } from './browser.ts';
import { asksForBasic, chromiumFields, orderAsChromium, userinfo } from './chromium-handshake.ts';
import { Happenings } from './happenings.ts';
import type { LiveClient } from './live-client.ts';
import { constructorUrl, mustBeClosable, mustBeConnected } from './page-api.ts';
import { messageData, type Recorder } from './recorder.ts';
import type { Made } from './values.ts';
import { drain, openWs, pingAndPong, type WsConnection, whenOver } from './ws-connection.ts';

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
    if (url === undefined) {
      this.seen.end();
      this.#settle();
    } else this.#connect(url, handshake.browser.basicFor(url));
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
      headers: chromiumFields(cookies, credentials),
      orderHeaders: orderAsChromium,
    });
    this.#listen(this.#open, url, credentials);
  }

  #listen(opened: WsConnection, url: URL, credentials: string | undefined): void {
    const { ws, socket } = opened;
    const { browser } = this.#handshake;
    // The first of two connections may be over before the second is there.
    whenOver(opened, () => {
      if (this.#open === opened) this.seen.end();
    });
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
    this.#try(() => mustBeConnected(ws.readyState === ws.CONNECTING));
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
