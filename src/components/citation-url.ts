/**
 * Where a citation such as `RFC 6455 §4.1`, `WHATWG WebSockets §3.1`, `CWE-1385` or `ws documentation, noServer` can be read;
 * undefined for what is not known by its name.
 */
export function citationUrl(citation: string): string | undefined {
  if (/^https:\/\//.test(citation)) return citation;
  const rfc = /^RFC (\d+)\b(?: §\s?([\d.]+|[A-Z](?:\.\d+)*))?/.exec(citation);
  if (rfc) return `https://www.rfc-editor.org/rfc/rfc${rfc[1]}${rfc[2] ? `#section-${rfc[2]}` : ''}`;
  if (/^CVE-\d+-\d+$/.test(citation)) return `https://www.cve.org/CVERecord?id=${citation}`;
  const weakness = /^CWE-(\d+)$/.exec(citation);
  if (weakness) return `https://cwe.mitre.org/data/definitions/${weakness[1]}.html`;
  const issue = /^FastAPI issue (\d+)$/.exec(citation);
  if (issue) return `https://github.com/fastapi/fastapi/issues/${issue[1]}`;
  return standards.find(([name]) => citation.startsWith(name))?.[1];
}

const standards: readonly (readonly [string, string])[] = [
  ['RFC 6265bis', 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis'],
  ['WHATWG WebSockets', 'https://websockets.spec.whatwg.org/'],
  ['WHATWG Fetch', 'https://fetch.spec.whatwg.org/'],
  ['WHATWG HTML', 'https://html.spec.whatwg.org/'],
  ['HTML Standard', 'https://html.spec.whatwg.org/'],
  ['Content Security Policy Level 3', 'https://www.w3.org/TR/CSP3/'],
  ['CSP Level 3', 'https://www.w3.org/TR/CSP3/'],
  ['IANA registry of WebSocket close codes', 'https://www.iana.org/assignments/websocket/websocket.xhtml'],
  ['W3C WebTransport', 'https://www.w3.org/TR/webtransport/'],
  ['MQTT 3.1.1', 'https://docs.oasis-open.org/mqtt/mqtt/v3.1.1/os/mqtt-v3.1.1-os.html'],
  ['OWASP WebSocket', 'https://cheatsheetseries.owasp.org/cheatsheets/WebSocket_Security_Cheat_Sheet.html'],
  ['OWASP ASVS', 'https://owasp.org/www-project-application-security-verification-standard/'],
  ['Node.js documentation', 'https://nodejs.org/docs/latest-v24.x/api/'],
  ['ws documentation', 'https://github.com/websockets/ws/blob/master/doc/ws.md'],
  ['websockets documentation', 'https://websockets.readthedocs.io/en/stable/topics/authentication.html'],
  ['jose documentation', 'https://github.com/panva/jose/tree/main/docs'],
  ['FastAPI documentation, WebSockets', 'https://fastapi.tiangolo.com/advanced/websockets/'],
  ['Starlette documentation, WebSockets', 'https://www.starlette.io/websockets/'],
  ['Starlette release notes', 'https://www.starlette.io/release-notes/'],
  ['Starlette, middleware/', 'https://github.com/encode/starlette/tree/master/starlette/middleware'],
  ['ASGI, ', 'https://asgi.readthedocs.io/en/latest/extensions.html'],
  ['graphql-ws, PROTOCOL.md', 'https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md'],
  ['Socket.IO documentation', 'https://socket.io/docs/v4/'],
  ['nginx documentation, WebSocket proxying', 'https://nginx.org/en/docs/http/websocket.html'],
  ['nginx documentation', 'https://nginx.org/en/docs/'],
];
