import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ensureRuntime } from '../../src/runtime/build/ensure-runtime.ts';

/** A little site on loopback: a page that opens the sandboxed frame, and a count of every request that was made to it. */
export interface FrameSite {
  readonly url: string;
  /** Paths that were asked for, in order; `upgrade /path` for opening handshakes. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

export async function startFrameSite(entry = join(import.meta.dirname, 'in-page.ts')): Promise<FrameSite> {
  const { frame } = await ensureRuntime();
  const script = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
    '/': [
      'text/html',
      '<!doctype html><meta charset="utf-8"><title>Page</title><body><script src="/page.js"></script>',
    ],
    '/page.js': ['text/javascript', script.outputFiles[0]?.text ?? ''],
    '/sandbox.html': ['text/html', readFileSync(frame, 'utf8')],
  };
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push(path);
    const [type, body] = files[path.split('?')[0] ?? ''] ?? [];
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': type ?? 'text/plain',
      'access-control-allow-origin': '*',
    });
    response.end(body);
  });
  server.on('upgrade', (request, socket) => {
    requests.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
