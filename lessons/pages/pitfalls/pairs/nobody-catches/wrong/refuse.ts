import type { Duplex } from 'node:stream';

/** Answers an upgrade in HTTP, and ends the connection when the answer is out. */
export function refuse(socket: Duplex, status = '401 Unauthorized'): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nWWW-Authenticate: Bearer\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
