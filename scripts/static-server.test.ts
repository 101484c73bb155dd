import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStaticServer } from './static-server.mjs';

const page = '<!doctype html><title>Step</title>'.repeat(20);
const folder = mkdtempSync(join(tmpdir(), 'static-server-'));
const server = (() => {
  mkdirSync(join(folder, 'steps/one'), { recursive: true });
  writeFileSync(join(folder, 'steps/one/index.html'), page);
  writeFileSync(join(folder, '404.html'), 'nobody here');
  writeFileSync(join(folder, 'a.wasm'), 'x');
  writeFileSync(join(folder, '_headers'), '/*\n  X-Everywhere: yes\n\n/steps/*\n  Cache-Control: max-age=1\n');
  return createStaticServer(folder);
})();

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Asks as it is written: unlike `fetch`, this neither follows redirects nor tidies the path. */
async function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  const asked = request({ host: '127.0.0.1', port, path, headers, method, agent: false });
  asked.end();
  const [response] = await once(asked, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

it('serves the page of a folder with its type and the fields of _headers', async () => {
  const { status, headers, body } = await ask('/steps/one/');
  expect(status).toBe(200);
  expect(body.toString()).toBe(page);
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'x-everywhere': 'yes',
    'cache-control': 'max-age=1',
  });
});

it('compresses with brotli, else gzip, else not at all, as the client takes it', async () => {
  const brotli = await ask('/steps/one/', { 'accept-encoding': 'gzip, br' });
  expect(brotli.headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(brotli.body).toString()).toBe(page);
  expect((await ask('/steps/one/', { 'accept-encoding': 'br;q=0, gzip' })).headers['content-encoding']).toBe('gzip');
  expect((await ask('/steps/one/', { 'accept-encoding': 'identity' })).headers['content-encoding']).toBeUndefined();
});

it('answers 304 to whoever has the file already, and 200 to whoever has another one', async () => {
  const tag = String((await ask('/steps/one/')).headers['etag']);
  const again = await ask('/steps/one/', { 'if-none-match': `"other", ${tag}` });
  expect([again.status, again.body.length]).toEqual([304, 0]);
  expect((await ask('/steps/one/', { 'if-none-match': '"other"' })).status).toBe(200);
});

it('sends a folder without its slash to the address with it', async () => {
  const { status, headers } = await ask('/steps/one');
  expect([status, headers['location']]).toEqual([308, '/steps/one/']);
});

it('answers what is not there with the page for it', async () => {
  const { status, body } = await ask('/nobody');
  expect([status, body.toString()]).toEqual([404, 'nobody here']);
});

it('gives away nothing above its folder, and not its own rules', async () => {
  for (const path of [
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%2f..%2fetc/passwd',
    '/%00',
    '/%',
    '/_headers',
  ]) {
    const { status, body } = await ask(path);
    expect([path, status, body.toString()]).toEqual([path, 404, 'nobody here']);
  }
});

it('answers HEAD without a body and refuses other methods by name', async () => {
  const head = await ask('/steps/one/', {}, 'HEAD');
  expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, String(page.length)]);
  const post = await ask('/steps/one/', {}, 'POST');
  expect([post.status, post.headers['allow']]).toEqual([405, 'GET, HEAD']);
});

it('knows wasm, which browsers compile only under its own type', async () => {
  expect((await ask('/a.wasm')).headers['content-type']).toBe('application/wasm');
});
