import type { ClientRequest, IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { clearRealTimeout, setRealTimeout } from './happenings.ts';
import type { Recorder } from './recorder.ts';
import { connectTo, TappedSocket } from './tapped-socket.ts';

export interface OpeningHandshake {
  readonly url: URL;
  readonly subprotocols: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly origin?: string | undefined;
  readonly localAddress?: string | undefined;
  /** Told the number of the TCP connection before it is made. */
  readonly attempt: (connection: number) => void;
  /** Milliseconds after its own Close that the client waits for the server's. */
  readonly closeTimeout?: number;
  /** Puts the header fields into an order of its own. */
  readonly orderHeaders?: (request: ClientRequest) => void;
}

export interface WsConnection {
  readonly ws: WebSocket;
  readonly socket: TappedSocket;
  readonly connection: number;
}

/** The real `ws` client over a tapped socket. Throws what the constructor of `ws` throws. */
export function openWs(recorder: Recorder, client: string, handshake: OpeningHandshake): WsConnection {
  const { url, subprotocols, headers, origin, localAddress, closeTimeout, orderHeaders } = handshake;
  if (url.protocol !== 'ws:')
    throw new TypeError(`expected a ws: address, found ${url.protocol}: the probe speaks no TLS`);
  const connection = recorder.nextConnection();
  handshake.attempt(connection);
  const socket = new TappedSocket(recorder, client, connection);
  const destination = { hostname: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 80), localAddress };
  const ws = new WebSocket(url, [...subprotocols], {
    headers: { ...headers },
    ...(origin === undefined ? {} : { origin }),
    ...(closeTimeout === undefined ? {} : { closeTimeout }),
    createConnection: () => connectTo(socket, destination),
    ...(orderHeaders === undefined
      ? {}
      : {
          finishRequest: (request: ClientRequest) => {
            orderHeaders(request);
            request.end();
          },
        }),
  });
  return { ws, socket, connection };
}

/** Calls back when both have closed, and everybody has been told: nothing more will come from this connection. */
export function whenOver({ ws, socket }: WsConnection, told: () => void): void {
  let open = 2;
  const closed = () => {
    open -= 1;
    if (open === 0) setImmediate(told);
  };
  socket.once('close', closed);
  // A refused handshake closes no WebSocket: none came to be.
  ws.once('close', closed).once('unexpected-response', closed);
}

const patienceWithBody = 1000;

/** Reads the rest of a refusal, so that all of its bytes are on record, and ends the connection. Resolves when that is done. */
export function drain(response: IncomingMessage, socket: TappedSocket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearRealTimeout(timer);
      socket.destroySoon();
      resolve();
    };
    const timer = setRealTimeout(done, patienceWithBody);
    response.once('end', done).once('error', done).once('close', done).resume();
  });
}

/** Sends a ping of its own and tells whether its pong came. A socket that is not open has no way to answer. */
export function pingAndPong(ws: WebSocket, withinMs: number): Promise<boolean> {
  if (ws.readyState !== ws.OPEN) return Promise.resolve(false);
  const payload = Buffer.from('barrier');
  return new Promise((resolve) => {
    const settle = (answered: boolean) => {
      clearRealTimeout(timer);
      ws.off('pong', look).off('close', gone);
      resolve(answered);
    };
    const look = (echoed: Buffer) => {
      if (echoed.equals(payload)) settle(true);
    };
    const gone = () => settle(false);
    const timer = setRealTimeout(gone, withinMs);
    ws.on('pong', look).on('close', gone).ping(payload);
  });
}

/** What happened, in words: a refused connection to both loopback addresses comes without a message of its own. */
export function messageOf(error: Error): string {
  return error instanceof AggregateError ? error.errors.map(messageOf).join('; ') : error.message;
}
