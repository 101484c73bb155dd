import { CookieJar } from './cookie-jar.ts';

/** What one person's browser remembers: cookies, and the Basic credentials that a server has taken. */
export class Browser {
  readonly jar = new CookieJar();
  readonly #basic = new Map<string, string>();

  /** Remembers credentials for the folder of this address and all below it (RFC 7617 §2.2). */
  rememberBasic(url: URL, credentials: string): void {
    this.#basic.set(new URL('.', withoutUserinfo(url)).href, credentials);
  }

  /** What it sends to this address without being asked. */
  basicFor(url: URL): string | undefined {
    return [...this.#basic].find(([folder]) => withoutUserinfo(url).href.startsWith(folder))?.[1];
  }
}

/** The address that goes to the server: user name and password stay out of it. */
export function withoutUserinfo(url: URL): URL {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare;
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
