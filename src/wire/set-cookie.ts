/** A cookie that an answer sets (RFC 6265 §4.1). `sameSite` in its proper case; another value than the three is kept as it was written. */
export interface SetCookie {
  readonly name: string;
  readonly value: string;
  readonly path?: string;
  readonly domain?: string;
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly sameSite?: string;
}

/** Reads a `Set-Cookie` field as browsers do (RFC 6265 §5.2): names of attributes in any case, the last of a name wins. */
export function parseSetCookie(line: string): SetCookie {
  const [pair = '', ...rest] = line.split(';').map((part) => part.trim());
  const [name, value] = split(pair);
  const attributes = new Map(rest.map((part) => split(part)).map(([key, text]) => [key.toLowerCase(), text]));
  const path = attributes.get('path');
  const domain = attributes.get('domain');
  const sameSite = attributes.get('samesite');
  return {
    name,
    value,
    ...(path !== undefined && { path }),
    ...(domain !== undefined && { domain }),
    httpOnly: attributes.has('httponly'),
    secure: attributes.has('secure'),
    ...(sameSite !== undefined && { sameSite: properCase(sameSite) }),
  };
}

function split(pair: string): readonly [string, string] {
  const equals = pair.indexOf('=');
  return equals === -1 ? [pair, ''] : [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()];
}

function properCase(sameSite: string): string {
  return ['Strict', 'Lax', 'None'].find((value) => value.toLowerCase() === sameSite.toLowerCase()) ?? sameSite;
}
