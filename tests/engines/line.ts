import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { call, type Tab } from './engine.ts';

/** How a page calls the test where its engine has no such thing: over a WebSocket on loopback, one path for each function. */
export interface Line {
  expose(tab: Pick<Tab, 'evaluate'>, name: string, heard: (message: unknown) => void): Promise<void>;
  close(): Promise<void>;
}

export async function openLine(): Promise<Line> {
  const listeners = new Map<string, (message: unknown) => void>();
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (socket, { url = '' }) => {
    socket.on('message', (text) => listeners.get(url)?.(JSON.parse(String(text))));
  });
  await new Promise<void>((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    async expose(tab, name, heard) {
      const path = `/${listeners.size}`;
      listeners.set(path, heard);
      await call(tab as Tab, connectInPage, { name, address: `ws://127.0.0.1:${port}${path}` });
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of server.clients) socket.terminate();
        server.close(() => resolve());
      }),
  };
}

function connectInPage({ name, address }: { readonly name: string; readonly address: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error(`expected the test to listen at ${address}`));
    Object.assign(globalThis, { [name]: (message: unknown) => socket.send(JSON.stringify(message)) });
  });
}
