import type { Binding } from '../realm/binding.ts';
import type { Realm } from '../realm/realm.ts';

const omitted = 4294967295;
/** `ada::scheme::type`. */
const schemeTypes: Readonly<Record<string, number>> = {
  'http:': 0,
  'https:': 2,
  'ws:': 3,
  'ftp:': 4,
  'wss:': 5,
  'file:': 6,
};
/** The order of `updateActions` in lib/internal/url.js. */
const actions = [
  'protocol',
  'host',
  'hostname',
  'port',
  'username',
  'password',
  'pathname',
  'search',
  'hash',
  'href',
] as const;

/** `internalBinding('url')`: src/node_url.cc, with the platform's own URL parser in the place of ada. */
export function urlBinding(realm: Realm): Binding {
  const { URL } = realm.loop.platform;
  const urlComponents = new Uint32Array(9);

  const publish = (url: URL): string => {
    urlComponents.set(components(url));
    return url.href;
  };
  const parsed = (input: string, base?: string): URL | undefined => {
    try {
      return base === undefined ? new URL(input) : new URL(input, base);
    } catch {
      return undefined;
    }
  };
  const domain = (name: string): string => parsed(`ws://${name}`)?.hostname ?? '';

  return {
    urlComponents,
    parse(input: string, base: string | undefined, raise: boolean): string | undefined {
      const url = parsed(input, base);
      if (url) return publish(url);
      if (!raise) return undefined;
      throw invalidUrl(input, base);
    },
    canParse: (input: string, base?: string) => parsed(input, base) !== undefined,
    pathToFileURL(path: string): string {
      const encoded = path.replace(/[%\\\n\r\t?#]/g, (found) => encodeURIComponent(found));
      return publish(new URL(`file://${encoded}`));
    },
    update(href: string, action: number, value: string): string | false {
      const url = new URL(href);
      const part = actions[action];
      if (!part) return false;
      try {
        url[part] = value;
      } catch {
        return false;
      }
      return publish(url);
    },
    format(href: string, hash: boolean, _unicode: boolean, search: boolean, auth: boolean): string {
      const url = new URL(href);
      if (!hash) url.hash = '';
      if (!search) url.search = '';
      if (!auth) {
        url.username = '';
        url.password = '';
      }
      return url.href;
    },
    getOrigin: (input: string) => new URL(input).origin,
    domainToASCII: domain,
    domainToUnicode: domain,
  };
}

/** Offsets into `href`, as `ada::url_components` draws them. */
function components(url: URL): readonly number[] {
  const { href } = url;
  const protocolEnd = url.protocol.length;
  const hasAuthority = href.startsWith('//', protocolEnd);
  const authority = hasAuthority ? protocolEnd + 2 : protocolEnd;
  const usernameEnd = authority + url.username.length;
  const credentials = url.username !== '' || url.password !== '';
  const passwordEnd = url.password === '' ? usernameEnd : usernameEnd + 1 + url.password.length;
  const hostStart = credentials ? passwordEnd : authority;
  const hostEnd = hostStart + (credentials ? 1 : 0) + url.hostname.length;
  const port = url.port === '' ? omitted : Number(url.port);
  const pathnameStart = hostEnd + (url.port === '' ? 0 : url.port.length + 1);
  const hashAt = href.indexOf('#', pathnameStart);
  const searchAt = href.indexOf('?', pathnameStart);
  const hasSearch = searchAt >= 0 && (hashAt < 0 || searchAt < hashAt);
  return [
    protocolEnd,
    usernameEnd,
    hostStart,
    hostEnd,
    port,
    pathnameStart,
    hasSearch ? searchAt : omitted,
    hashAt < 0 ? omitted : hashAt,
    schemeTypes[url.protocol] ?? 1,
  ];
}

function invalidUrl(input: string, base: string | undefined): TypeError {
  const error = Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input });
  return base === undefined ? error : Object.assign(error, { base });
}
