import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';

const server = createServer((request, response) => {
  if (pathOf(request) !== '/chat') response.writeHead(404).end();
  else response.writeHead(426, { Connection: 'Upgrade', Upgrade: 'websocket' }).end();
});

const wss = new WebSocketServer({ noServer: true, maxPayload: 4096 });

server.on('upgrade', (request, socket, head) => {
  // Without a listener, a client that resets the connection now ends the process.
  socket.on('error', () => socket.destroy());
  if (pathOf(request) !== '/chat') return refuse(socket, '404 Not Found');
  wss.handleUpgrade(request, socket, head, enter);
});

function enter(ws: WebSocket): void {
  // ws has answered the bad frame with its close code already; unheard, the error would end the process.
  ws.on('error', (error) => console.warn('dropped a connection:', error.message));
  ws.on('message', (data, isBinary) => {
    for (const other of wss.clients) {
      if (other !== ws && other.readyState === WebSocket.OPEN) other.send(data, { binary: isBinary });
    }
  });
}

/** The request target without its query; a client may write anything there, so it is not parsed as a URL. */
function pathOf(request: IncomingMessage): string | undefined {
  return request.url?.split('?')[0];
}

/** Answers in HTTP instead of upgrading, and lets go of the connection whatever the client does. */
function refuse(socket: Duplex, status: string): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

server.listen(Number(process.env.PORT ?? 8080), '::');
