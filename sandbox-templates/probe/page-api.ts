/*
 * What a page's `WebSocket` does before anything travels (WHATWG WebSockets Standard §3.1), in Chromium's words.
 */

export interface Constructed {
  readonly url: string;
  readonly subprotocols: readonly string[];
  readonly page: URL | null;
}

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** The address that the constructor connects to. Throws a SyntaxError or SecurityError as a DOMException. */
export function constructorUrl({ url: given, subprotocols, page }: Constructed): URL {
  const url = URL.parse(given);
  if (url === null) throw notConstructed(`The URL '${given}' is invalid.`);
  if (url.protocol === 'http:') url.protocol = 'ws:';
  if (url.protocol === 'https:') url.protocol = 'wss:';
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') {
    const schemes = "either 'http', 'https', 'ws', or 'wss'";
    throw notConstructed(`The URL's scheme must be ${schemes}. '${url.protocol.slice(0, -1)}' is not allowed.`);
  }
  if (url.href.includes('#')) {
    const fragment = `a fragment identifier ('${url.hash.slice(1)}')`;
    throw notConstructed(`The URL contains ${fragment}. Fragment identifiers are not allowed in WebSocket URLs.`);
  }
  for (const [index, subprotocol] of subprotocols.entries()) {
    if (!token.test(subprotocol)) throw notConstructed(`The subprotocol '${subprotocol}' is invalid.`);
    if (subprotocols.indexOf(subprotocol) !== index)
      throw notConstructed(`The subprotocol '${subprotocol}' is duplicated.`);
  }
  if (
    page?.protocol === 'https:' &&
    url.protocol === 'ws:' &&
    !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)
  ) {
    const mixed = 'An insecure WebSocket connection may not be initiated from a page loaded over HTTPS.';
    throw notConstructed(mixed, 'SecurityError');
  }
  return url;
}

/** Throws what `close` throws for a code or a reason that a page may not give. */
export function mustBeClosable(code: number | undefined, reason = ''): void {
  const notClosed = (what: string, name: string) =>
    new DOMException(`Failed to execute 'close' on 'WebSocket': ${what}`, name);
  if (code !== undefined && code !== 1000 && (code < 3000 || code > 4999)) {
    const allowed = 'either 1000, or between 3000 and 4999';
    throw notClosed(`The close code must be ${allowed}. ${code} is neither.`, 'InvalidAccessError');
  }
  if (Buffer.byteLength(reason) > 123) {
    throw notClosed('The close reason must not be greater than 123 UTF-8 bytes.', 'SyntaxError');
  }
}

/** Throws what `send` throws while the handshake is pending. */
export function mustBeConnected(connecting: boolean): void {
  if (!connecting) return;
  throw new DOMException("Failed to execute 'send' on 'WebSocket': Still in CONNECTING state.", 'InvalidStateError');
}

function notConstructed(what: string, name = 'SyntaxError'): DOMException {
  return new DOMException(`Failed to construct 'WebSocket': ${what}`, name);
}
