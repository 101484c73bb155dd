/**
 * Where a citation such as `RFC 6455 §4.1`, `WHATWG WebSockets §3.1` or `CVE-2018-1270` can be read; undefined for what is not
 * known by its name.
 */
export function citationUrl(citation: string): string | undefined {
  if (/^https:\/\//.test(citation)) return citation;
  const rfc = /^RFC (\d+)(?: §\s?([\d.]+|[A-Z](?:\.\d+)*))?/.exec(citation);
  if (rfc) return `https://www.rfc-editor.org/rfc/rfc${rfc[1]}${rfc[2] ? `#section-${rfc[2]}` : ''}`;
  if (/^CVE-\d+-\d+$/.test(citation)) return `https://www.cve.org/CVERecord?id=${citation}`;
  return standards.find(([name]) => citation.startsWith(name))?.[1];
}

const standards: readonly (readonly [string, string])[] = [
  ['WHATWG WebSockets', 'https://websockets.spec.whatwg.org/'],
  ['WHATWG Fetch', 'https://fetch.spec.whatwg.org/'],
  ['WHATWG HTML', 'https://html.spec.whatwg.org/'],
  ['OWASP WebSocket', 'https://cheatsheetseries.owasp.org/cheatsheets/WebSocket_Security_Cheat_Sheet.html'],
  ['OWASP ASVS', 'https://owasp.org/www-project-application-security-verification-standard/'],
];
