import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { headerRules } from './header-rules.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wsrec': 'application/jsonl; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};
const COMPRESSIBLE = /^(text|application|image\/svg|font\/ttf)/;
// As a host does that compresses ahead; what is large is not worth its seconds here, where somebody waits for it.
const LARGE = 256 * 1024;
const qualityFor = ({ length }) => (length > LARGE ? 5 : 11);
const encoders = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: qualityFor(bytes) } }),
  gzip: promisify(gzip),
};

/**
 * An HTTP server for a folder of built pages: the fields of its `_headers`, an ETag for each file, brotli or gzip as the client
 * takes it, `404.html` for what is not there. GET and HEAD only.
 */
export function createStaticServer(folder) {
  const rules = join(folder, '_headers');
  const headersFor = headerRules(existsSync(rules) ? readFileSync(rules, 'utf8') : '');
  const encoded = new Map();

  async function encodedOnce(etag, encoding, bytes) {
    const key = `${encoding} ${etag}`;
    if (!encoded.has(key)) encoded.set(key, encoders[encoding](bytes));
    return encoded.get(key);
  }

  async function answer(request, response) {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const path = pathOf(request.url);
    const found = path === undefined ? undefined : await find(folder, path);
    if (found?.redirect) {
      response.writeHead(308, { location: found.redirect }).end();
      return;
    }
    const file = found ?? (await find(folder, '/404.html'));
    const status = found ? 200 : 404;
    if (!file) {
      response.writeHead(404, { 'content-type': TYPES['.txt'] }).end('There is no such page.\n');
      return;
    }
    const etag = `"${createHash('sha256').update(file.bytes).digest('base64url').slice(0, 27)}"`;
    const type = TYPES[extname(file.name)] ?? 'application/octet-stream';
    const encoding = COMPRESSIBLE.test(type) ? preferred(request.headers['accept-encoding']) : undefined;
    const fields = {
      etag,
      'cache-control': 'no-cache',
      ...headersFor(path ?? '/'),
      'content-type': type,
      vary: 'accept-encoding',
    };
    if (status === 200 && sameTag(request.headers['if-none-match'], etag)) {
      response.writeHead(304, fields).end();
      return;
    }
    const body = encoding ? await encodedOnce(etag, encoding, file.bytes) : file.bytes;
    response.writeHead(status, {
      ...fields,
      ...(encoding && { 'content-encoding': encoding }),
      'content-length': body.length,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  return createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
}

// Undefined for what cannot name a file below the folder.
function pathOf(url = '/') {
  try {
    const path = normalize(decodeURIComponent(url.replace(/[?#].*$/, ''))).replaceAll('\\', '/');
    return path.startsWith('/') && !path.includes('\0') && !path.split('/').includes('..') ? path : undefined;
  } catch {
    return undefined;
  }
}

async function find(folder, path) {
  if (path === '/_headers') return undefined;
  const name = path.endsWith('/') ? `${path}index.html` : path;
  try {
    return { name, bytes: await readFile(join(folder, name)) };
  } catch (error) {
    if (error.code === 'EISDIR' && existsSync(join(folder, path, 'index.html'))) return { redirect: `${path}/` };
    return undefined;
  }
}

// `br;q=0` refuses brotli (RFC 9110 §12.5.3).
function preferred(accepted = '') {
  const taken = accepted
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*q=/))
    .filter(([, weight]) => weight === undefined || Number(weight) > 0)
    .map(([name]) => name);
  return Object.keys(encoders).find((encoding) => taken.includes(encoding) || taken.includes('*'));
}

function sameTag(header = '', etag) {
  return header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
