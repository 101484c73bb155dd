import { CookieJar } from './cookie-jar.ts';

/** What one person's browser remembers: cookies, and the Basic credentials that it has used for a host (RFC 7617 §2.2). */
export class Browser {
  readonly jar = new CookieJar();
  readonly basic = new Map<string, string>();
}

export const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

/** The page's address, or null for a page of an opaque origin (a sandboxed frame), whose `Origin` is the text `null`. */
export function pageAt(page: string): URL | null {
  return page === 'null' ? null : new URL(page);
}

/** What the page sends as `Origin`. */
export function originOf(page: URL | null): string {
  return page === null ? 'null' : page.origin;
}
