import type { ClientRequest, IncomingMessage } from 'node:http';
import { userAgent } from './browser.ts';

/** The header fields of Chromium's opening handshake, in its order; the last ones where they apply. */
const order = [
  'Host',
  'Connection',
  'Pragma',
  'Cache-Control',
  'Authorization',
  'User-Agent',
  'Upgrade',
  'Origin',
  'Sec-WebSocket-Version',
  'Accept-Encoding',
  'Accept-Language',
  'Cookie',
  'Sec-WebSocket-Key',
  'Sec-WebSocket-Extensions',
  'Sec-WebSocket-Protocol',
];

/** The fields that Chromium sends and `ws` by itself does not. */
export function chromiumFields(cookies: string, credentials: string | undefined): Record<string, string> {
  return {
    Pragma: 'no-cache',
    'Cache-Control': 'no-cache',
    'User-Agent': userAgent,
    'Accept-Encoding': 'gzip, deflate, br, zstd',
    'Accept-Language': 'en-US,en;q=0.9',
    ...(cookies === '' ? {} : { Cookie: cookies }),
    ...(credentials === undefined ? {} : { Authorization: `Basic ${credentials}` }),
  };
}

/** Puts the fields of a request into Chromium's order, and the subprotocols into its spelling. */
export function orderAsChromium(request: ClientRequest): void {
  const fields = order.map((name) => [name, request.getHeader(name)] as const);
  for (const [name] of fields) request.removeHeader(name);
  for (const [name, value] of fields) {
    if (value === undefined) continue;
    request.setHeader(name, name === 'Sec-WebSocket-Protocol' ? String(value).replaceAll(',', ', ') : value);
  }
}

/** The Basic credentials (RFC 7617 §2) that an address holds before its host. */
export function userinfo(url: URL): string | undefined {
  if (url.username === '' && url.password === '') return undefined;
  return Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`).toString('base64');
}

export function asksForBasic(response: IncomingMessage): boolean {
  return response.statusCode === 401 && /^basic\b/i.test(response.headers['www-authenticate'] ?? '');
}
