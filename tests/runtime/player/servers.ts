import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { type ServerOptions, WebSocketServer } from 'ws';
import type { ServerName } from './exchange.ts';

/** Is told everything that the server sees, in order. */
export type Tell = (event: string) => void;

/** A server on a free port of loopback. */
export interface RunningServer {
  readonly port: number;
  /** The connection that was accepted last. */
  latest(): net.Socket | undefined;
  /** Settles when every connection is over. */
  close(): Promise<void>;
}

export async function startServer(name: ServerName, tell: Tell): Promise<RunningServer> {
  const server = make(name, tell);
  const sockets = watchSockets(server);
  let latest: net.Socket | undefined;
  server.on('connection', (socket: net.Socket) => {
    latest = socket;
    tell(`connection ${socket.remoteFamily}`);
    socket.on('error', (error: NodeJS.ErrnoException) => tell(`socket error ${error.code}`));
    socket.on('close', (hadError) => tell(`socket closed ${hadError}`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    latest: () => latest,
    close: async () => {
      // Closing first would destroy idle connections before they see what the client did.
      await sockets.closed();
      server.close();
    },
  };
}

/** Knows when all sockets of a server have been closed, and when everybody has been told so. */
export function watchSockets(server: net.Server): { closed(): Promise<void> } {
  const all: Promise<void>[] = [];
  server.on('connection', (socket: net.Socket) => {
    all.push(new Promise((resolve) => socket.on('close', () => resolve())));
  });
  return {
    async closed() {
      await Promise.all(all);
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

function make(name: ServerName, tell: Tell): net.Server {
  switch (name) {
    case 'http':
      return httpServer({}, tell);
    case 'http-continue':
      return continuing(tell);
    case 'http-small-heads':
      return httpServer({ maxHeaderSize: 256 }, tell);
    case 'http-timeouts':
      return httpServer(
        { headersTimeout: 120, requestTimeout: 240, connectionsCheckingInterval: 30, keepAliveTimeout: 80 },
        tell,
      );
    case 'http-lenient':
      return httpServer({ insecureHTTPParser: true }, tell);
    case 'net-half-open':
      return halfOpen(tell);
    case 'ws':
      return webSocketServer({}, tell);
    case 'ws-deflate':
      return webSocketServer({ perMessageDeflate: { threshold: 0 } }, tell);
    case 'ws-small':
      return webSocketServer({ maxPayload: 64 }, tell);
    case 'ws-subprotocol':
      return webSocketServer({ handleProtocols: (offered) => (offered.has('chat.v2') ? 'chat.v2' : false) }, tell);
    case 'ws-verify':
      return webSocketServer(
        {
          verifyClient: (info, done) =>
            done(info.req.url === '/chat?token=good', 403, 'No entry', { 'X-Why': 'token' }),
        },
        tell,
      );
    case 'ws-raw-upgrade':
      return rawUpgrade(tell);
  }
}

function httpServer(options: http.ServerOptions, tell: Tell): http.Server {
  const server = http.createServer(options, (request, response) => answer(request, response, tell));
  server.on(
    'clientError',
    (error: Error & { code?: string; bytesParsed?: number; reason?: string }, socket: net.Socket) => {
      tell(`clientError ${error.code} ${error.bytesParsed} ${error.reason} ${error.message}`);
      // What Node does when nobody listens (lib/_http_server.js, socketOnError).
      const status =
        error.code === 'HPE_HEADER_OVERFLOW'
          ? '431 Request Header Fields Too Large'
          : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
            ? '408 Request Timeout'
            : '400 Bad Request';
      if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
      else socket.destroy(error);
    },
  );
  return server;
}

function answer(request: http.IncomingMessage, response: http.ServerResponse, tell: Tell): void {
  const body: Buffer[] = [];
  request.on('data', (chunk: Buffer) => body.push(chunk));
  request.on('aborted', () => tell('aborted'));
  request.on('error', (error: NodeJS.ErrnoException) => tell(`request error ${error.code}`));
  response.on('close', () => tell(`response closed ${response.writableFinished}`));
  request.on('end', () => {
    const text = Buffer.concat(body).toString('latin1');
    const { method, url, httpVersion, rawHeaders, rawTrailers, headers } = request;
    tell(
      `request ${JSON.stringify({ method, url, httpVersion, rawHeaders, rawTrailers, headers, length: text.length, body: text.slice(0, 100) })}`,
    );
    reply(request, response, text);
  });
}

function reply(request: http.IncomingMessage, response: http.ServerResponse, body: string): void {
  switch (request.url) {
    case '/chunked':
      response.write('one');
      response.write('two');
      response.end('three');
      return;
    case '/trailers':
      response.writeHead(200, { Trailer: 'X-Sum' });
      response.write('body');
      response.addTrailers({ 'X-Sum': '4' });
      response.end();
      return;
    case '/no-content':
      response.writeHead(204, { 'X-Empty': 'yes' }).end();
      return;
    case '/not-modified':
      response.writeHead(304).end();
      return;
    case '/close':
      response.setHeader('Connection', 'close');
      response.end('bye');
      return;
    case '/cookies':
      response.setHeader('Set-Cookie', ['a=1; HttpOnly', 'b=2; Path=/']);
      response.writeHead(200, 'Fine', ['X-Twice', '1', 'X-Twice', '2']);
      response.end();
      return;
    case '/early-hints':
      response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      response.writeProcessing();
      response.end('after');
      return;
    case '/length':
      response.writeHead(200, { 'Content-Length': 5 }).end('12345');
      return;
    case '/large':
      response.end('x'.repeat(200_000));
      return;
    case '/hang':
      return;
    default:
      response.end(`${request.method} ${request.url} ${body.length}`);
  }
}

function continuing(tell: Tell): http.Server {
  const server = httpServer({}, tell);
  server.on('checkContinue', (request: http.IncomingMessage, response: http.ServerResponse) => {
    tell('checkContinue');
    if (request.url === '/refuse') {
      response.writeHead(417, { Connection: 'close' }).end();
      return;
    }
    response.writeContinue();
    answer(request, response, tell);
  });
  server.on('checkExpectation', (_request: http.IncomingMessage, response: http.ServerResponse) => {
    tell('checkExpectation');
    response.writeHead(417).end('no');
  });
  return server;
}

function halfOpen(tell: Tell): net.Server {
  return net.createServer({ allowHalfOpen: true }, (socket) => {
    const read: Buffer[] = [];
    socket.on('data', (chunk) => read.push(chunk));
    socket.on('end', () => {
      tell(`end after ${Buffer.concat(read).length}`);
      socket.write('still writing');
      socket.end(Buffer.concat(read));
    });
  });
}

function webSocketServer(options: ServerOptions, tell: Tell): http.Server {
  const server = http.createServer((_request, response) => response.writeHead(426).end('Upgrade Required'));
  const wss = new WebSocketServer({ ...options, server });
  wss.on('headers', (headers) => tell(`headers ${headers.length}`));
  wss.on('connection', (ws, request) => {
    tell(
      `open ${request.url} ${JSON.stringify(ws.protocol)} ${JSON.stringify(ws.extensions)} ${request.headers.origin}`,
    );
    ws.on('message', (data, binary) => {
      const buffer = data as Buffer;
      tell(`message ${binary} ${buffer.length} ${buffer.subarray(0, 40).toString('latin1')}`);
      ws.send(data, { binary });
    });
    ws.on('ping', (data) => tell(`ping ${data}`));
    ws.on('pong', (data) => tell(`pong ${data}`));
    ws.on('error', (error: Error & { code?: string }) => tell(`error ${error.code} ${error.message}`));
    ws.on('close', (code, reason) => tell(`close ${code} ${reason}`));
  });
  return server;
}

function rawUpgrade(tell: Tell): http.Server {
  const server = http.createServer((_request, response) => response.end('no upgrade'));
  server.on('upgrade', (request, socket, first) => {
    tell(`upgrade ${request.url} ${first.toString('latin1')}`);
    if (request.headers.authorization === 'Bearer good') {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: raw\r\nConnection: Upgrade\r\n\r\n');
      socket.pipe(socket);
      return;
    }
    socket.end('HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nConnection: close\r\n\r\n');
  });
  server.on('connect', (request, socket) => {
    tell(`connect ${request.url}`);
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\n\r\n');
  });
  return server;
}
