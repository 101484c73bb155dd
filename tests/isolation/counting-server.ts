import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Another site, which counts whatever reaches it: requests, opening handshakes, mere connections and UDP packets. */
export interface CountingServer {
  /** Ends in a slash. */
  readonly url: string;
  readonly udpPort: number;
  /** What came since the last call, each once. */
  taken(): readonly string[];
  close(): Promise<void>;
}

const answers: Readonly<Record<string, string>> = { events: 'text/event-stream', font: 'font/woff2' };

export async function startCountingServer(): Promise<CountingServer> {
  const seen = new Set<string>();
  const server = createServer((request, response) => {
    const path = (request.url ?? '').slice(1);
    seen.add(path);
    response.writeHead(200, {
      'access-control-allow-origin': '*',
      'content-type': path.endsWith('.js') ? 'text/javascript' : (answers[path] ?? 'text/css'),
    });
    response.end(path.endsWith('worker.js') ? 'postMessage("runs")' : '');
  });
  server.on('connection', () => seen.add('(a connection)'));
  server.on('upgrade', (request, socket) => {
    seen.add((request.url ?? '').slice(1));
    socket.destroy();
  });
  const udp = createSocket('udp4');
  udp.on('message', () => seen.add('(a packet)'));
  await Promise.all([
    new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)),
    new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve)),
  ]);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    udpPort: udp.address().port,
    taken() {
      const all = [...seen];
      seen.clear();
      return all;
    },
    close: () =>
      new Promise((resolve) => {
        udp.close();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
