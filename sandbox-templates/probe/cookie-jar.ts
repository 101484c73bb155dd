interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly host: string;
  readonly hostOnly: boolean;
  readonly path: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: 'strict' | 'lax' | 'none';
  readonly expires: number;
}

/**
 * A browser's cookies (RFC 6265bis), as far as pages and servers on loopback can tell: host and Domain, Path, Secure (which
 * `localhost` satisfies, a trustworthy origin), HttpOnly, SameSite (Lax when unspecified), `__Host-` and `__Secure-`, expiry.
 * Ports do not matter (§8.5). Third-party cookies are allowed, the attacker's best case.
 */
export class CookieJar {
  #cookies: readonly Cookie[] = [];

  /** Keeps what `Set-Cookie` lines of an answer from `url` set; lines that a browser would refuse are ignored (§5.7). */
  store(url: URL, lines: readonly string[]): void {
    for (const line of lines) {
      const cookie = parse(url, line);
      if (cookie === undefined) continue;
      const others = this.#cookies.filter(
        (other) => !(other.name === cookie.name && other.host === cookie.host && other.path === cookie.path),
      );
      this.#cookies = cookie.expires > Date.now() ? [...others, cookie] : others;
    }
  }

  /** The `Cookie` header of a request to `url`, started by a page (`null` is an opaque origin) or by no page; empty when there is none. */
  header(url: URL, page?: URL | null): string {
    const sameSite = page === undefined || (page !== null && isSameSite(page, url));
    return this.#forUrl(url)
      .filter((cookie) => sameSite || cookie.sameSite === 'none')
      .map(textOf)
      .join('; ');
  }

  /** What `document.cookie` reads as on a page. */
  visibleTo(page: URL): string {
    return this.#forUrl(page)
      .filter((cookie) => !cookie.httpOnly)
      .map(textOf)
      .join('; ');
  }

  /** The value of a cookie, or undefined. */
  value(name: string): string | undefined {
    return this.#cookies.find((cookie) => cookie.name === name && cookie.expires > Date.now())?.value;
  }

  #forUrl(url: URL): readonly Cookie[] {
    return this.#cookies
      .filter((cookie) => cookie.expires > Date.now())
      .filter((cookie) => (cookie.hostOnly ? url.hostname === cookie.host : isWithin(url.hostname, cookie.host)))
      .filter((cookie) => pathMatches(url.pathname, cookie.path))
      .filter((cookie) => !cookie.secure || isTrustworthy(url))
      .sort((one, other) => other.path.length - one.path.length);
  }
}

/** A cookie without a name is its value alone. */
function textOf({ name, value }: Cookie): string {
  return name === '' ? value : `${name}=${value}`;
}

function parse(url: URL, line: string): Cookie | undefined {
  const [pair = '', ...rest] = line.split(';').map((part) => part.trim());
  const equals = pair.indexOf('=');
  const name = equals === -1 ? '' : pair.slice(0, equals).trim();
  const value = pair.slice(equals + 1).trim();
  if (name === '' && value === '') return undefined;

  const attributes = new Map(
    rest.map((part) => [
      (part.split('=')[0] ?? '').trim().toLowerCase(),
      part.includes('=') ? part.slice(part.indexOf('=') + 1).trim() : '',
    ]),
  );
  const domain = (attributes.get('domain') ?? '').replace(/^\./, '').toLowerCase();
  const path = attributes.get('path') ?? '';
  const sameSite = (attributes.get('samesite') ?? '').toLowerCase();
  const cookie: Cookie = {
    name,
    value,
    host: domain === '' ? url.hostname : domain,
    hostOnly: domain === '',
    path: path.startsWith('/') ? path : defaultPath(url),
    secure: attributes.has('secure'),
    httpOnly: attributes.has('httponly'),
    sameSite: sameSite === 'strict' || sameSite === 'none' ? sameSite : 'lax',
    expires: expiry(attributes.get('max-age'), attributes.get('expires')),
  };
  return isAllowed(cookie, url, path) ? cookie : undefined;
}

function isAllowed(cookie: Cookie, url: URL, path: string): boolean {
  const prefix = cookie.name.toLowerCase();
  if (!cookie.hostOnly && !isWithin(url.hostname, cookie.host)) return false;
  if (cookie.secure && !isTrustworthy(url)) return false;
  if (cookie.sameSite === 'none' && !cookie.secure) return false;
  if (prefix.startsWith('__secure-')) return cookie.secure;
  if (prefix.startsWith('__host-')) return cookie.secure && cookie.hostOnly && path === '/';
  return true;
}

function expiry(maxAge: string | undefined, expires: string | undefined): number {
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge))
    return Number(maxAge) > 0 ? Date.now() + Number(maxAge) * 1000 : 0;
  const at = expires === undefined ? Number.NaN : Date.parse(expires);
  return Number.isNaN(at) ? Number.POSITIVE_INFINITY : at;
}

function defaultPath(url: URL): string {
  const end = url.pathname.lastIndexOf('/');
  return end <= 0 ? '/' : url.pathname.slice(0, end);
}

function pathMatches(path: string, cookiePath: string): boolean {
  return path === cookiePath || path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`);
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || (host.endsWith(`.${domain}`) && !isAddress(host));
}

function isAddress(host: string): boolean {
  return host.startsWith('[') || /^[\d.]+$/.test(host);
}

function isTrustworthy(url: URL): boolean {
  return (
    isSecure(url) ||
    url.hostname === 'localhost' ||
    url.hostname.endsWith('.localhost') ||
    url.hostname === '127.0.0.1' ||
    url.hostname === '[::1]'
  );
}

function isSecure(url: URL): boolean {
  return url.protocol === 'https:' || url.protocol === 'wss:';
}

/** Schemefully same site: `ws:` counts as `http:`, ports do not count. A site is the last two labels of a name, for want of the public suffix list. */
function isSameSite(page: URL, url: URL): boolean {
  return isSecure(page) === isSecure(url) && site(page.hostname) === site(url.hostname);
}

function site(host: string): string {
  return isAddress(host) ? host : host.split('.').slice(-2).join('.');
}
