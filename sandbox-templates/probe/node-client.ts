import type { WebSocket } from 'ws';
import type { ScriptSaw } from '../../src/wire/wire-event.ts';
import { Happenings } from './happenings.ts';
import type { LiveClient } from './live-client.ts';
import { messageData, type Recorder } from './recorder.ts';
import type { TappedSocket } from './tapped-socket.ts';
import type { Made } from './values.ts';
import { drain, messageOf, type OpeningHandshake, openWs, pingAndPong, whenOver } from './ws-connection.ts';

/** A Node program with the real `ws` client: it may send any header, and it reads the status of a refusal. */
export class NodeClient implements LiveClient {
  readonly seen = new Happenings();
  readonly settled: Promise<void>;
  readonly #recorder: Recorder;
  readonly #client: string;
  readonly #connection: number;
  readonly #ws: WebSocket;
  readonly #socket: TappedSocket;

  constructor(recorder: Recorder, client: string, handshake: OpeningHandshake) {
    this.#recorder = recorder;
    this.#client = client;
    const opened = openWs(recorder, client, handshake);
    const { ws, socket, connection } = opened;
    this.#ws = ws;
    this.#socket = socket;
    this.#connection = connection;
    socket.once('ended-by-server', () => this.seen.add('end'));
    whenOver(opened, () => this.seen.end());
    this.settled = new Promise((resolve) => {
      ws.on('upgrade', () => this.seen.add('head'));
      ws.on('open', () => {
        this.#saw({ type: 'open', protocol: ws.protocol });
        this.seen.add('open');
        resolve();
      });
      ws.on('unexpected-response', (_request, response) => {
        this.#saw({ type: 'response', status: response.statusCode ?? 0 });
        for (const on of ['head', 'error', 'close'] as const) this.seen.add(on);
        void drain(response, socket).then(resolve);
      });
      ws.on('close', (code, reason) => {
        this.#saw({ type: 'close', code, reason: reason.toString(), wasClean: code !== 1006 });
        this.seen.add('close');
        resolve();
      });
    });
    ws.on('message', (data, binary) => {
      const bytes = data as Buffer;
      this.#saw({ type: 'message', ...messageData(bytes, binary) });
      this.seen.add('message', bytes.toString());
    });
    ws.on('error', (error) => {
      this.#saw({ type: 'error', message: messageOf(error) });
      this.seen.add('error');
    });
  }

  send({ bytes, binary }: Made): void {
    this.#attempt(() => this.#ws.send(bytes, { binary }));
  }

  sendBytes(bytes: Buffer): void {
    this.#socket.write(bytes);
  }

  sendTogether(messages: readonly Made[]): void {
    this.#socket.cork();
    for (const message of messages) this.send(message);
    this.#socket.uncork();
  }

  ping(): void {
    this.#attempt(() => this.#ws.ping());
  }

  close(code?: number, reason?: string): void {
    this.#attempt(() => this.#ws.close(code, reason));
  }

  drop(): void {
    this.#socket.resetNow();
  }

  barrier(withinMs: number): Promise<boolean> {
    return pingAndPong(this.#ws, withinMs);
  }

  #attempt(act: () => void): void {
    try {
      act();
    } catch (error) {
      const { name, message } = error as Error;
      this.#saw({ type: 'exception', name, message });
    }
  }

  #saw(saw: ScriptSaw): void {
    this.#recorder.event({ kind: 'script', client: this.#client, connection: this.#connection, saw });
  }
}
