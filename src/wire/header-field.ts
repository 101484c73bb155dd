/** What a header field is for. */
export interface FieldMeaning {
  /** As its standard writes it. */
  readonly name: string;
  readonly meaning: string;
  readonly source: string;
}

/** The fields that meet an opening handshake, a log-in or a refusal. */
const meanings: readonly FieldMeaning[] = [
  field('Host', 'The host and port that the client wants to speak to.', 'RFC 9110 §7.2'),
  field('Upgrade', 'The protocol to change to on this connection.', 'RFC 9110 §7.8'),
  field(
    'Connection',
    'Names the fields that concern this connection only: “Upgrade” here, or “close” to end it after the answer.',
    'RFC 9110 §7.6.1',
  ),
  field(
    'Sec-WebSocket-Key',
    '16 random bytes that the server must answer. No secret and no credential: they show that it understood.',
    'RFC 6455 §11.3.1',
  ),
  field('Sec-WebSocket-Accept', 'The answer to the key: base64 of SHA-1 of key and a fixed text.', 'RFC 6455 §11.3.3'),
  field(
    'Sec-WebSocket-Version',
    'The version of the protocol: 13. In a refusal, the versions that the server knows.',
    'RFC 6455 §11.3.5',
  ),
  field(
    'Sec-WebSocket-Protocol',
    'Subprotocols: the client offers names, the server answers with one of them. A page’s only free text in a handshake.',
    'RFC 6455 §11.3.4',
  ),
  field(
    'Sec-WebSocket-Extensions',
    'Extensions that are offered and agreed on, such as permessage-deflate.',
    'RFC 6455 §11.3.2',
  ),
  field(
    'Origin',
    'The origin of the page that connects. Browsers always send it and pages cannot change it; programs send what they like.',
    'RFC 6455 §10.2',
  ),
  field(
    'Cookie',
    'Cookies that the browser keeps for this host, whichever page it is that connects, as SameSite allows.',
    'RFC 6265 §4.2',
  ),
  field('Set-Cookie', 'A cookie to keep, and when to send it.', 'RFC 6265 §4.1'),
  field(
    'Authorization',
    'A credential, as in “Bearer …”. A page’s WebSocket cannot set it, a program’s can.',
    'RFC 9110 §11.6.2',
  ),
  field('WWW-Authenticate', 'The challenge of a 401: how to authenticate, and what was wrong.', 'RFC 9110 §11.6.1'),
  field('User-Agent', 'The program that asks.', 'RFC 9110 §10.1.5'),
  field('Accept', 'Media types that are welcome in the answer.', 'RFC 9110 §12.5.1'),
  field('Accept-Encoding', 'Codings that are welcome in the answer.', 'RFC 9110 §12.5.3'),
  field('Accept-Language', 'Languages that are welcome in the answer.', 'RFC 9110 §12.5.4'),
  field('Cache-Control', 'What caches may do.', 'RFC 9111 §5.2'),
  field('Pragma', '“no-cache”, for very old caches.', 'RFC 9111 §5.4'),
  field('Content-Type', 'The media type of the body.', 'RFC 9110 §8.3'),
  field('Content-Length', 'How many bytes the body has.', 'RFC 9110 §8.6'),
  field('Transfer-Encoding', 'How the body is sent; “chunked” sends it in pieces.', 'RFC 9112 §6.1'),
  field('Date', 'When the answer was made.', 'RFC 9110 §6.6.1'),
  field('Server', 'The program that answers.', 'RFC 9110 §10.2.4'),
  field('Location', 'Where to go instead. A WebSocket client does not follow it.', 'RFC 9110 §10.2.2'),
  field('Retry-After', 'How many seconds to wait before the next try.', 'RFC 9110 §10.2.3'),
  field('Allow', 'Methods that are allowed here.', 'RFC 9110 §10.2.1'),
  field('Keep-Alive', 'How long an idle connection is kept.', 'RFC 2068 §19.7.1'),
  field('Vary', 'Request fields that the answer depends on.', 'RFC 9110 §12.5.5'),
  field(
    'X-Forwarded-For',
    'Addresses that proxies say they saw. Anybody can write it: believe only what your own proxy added.',
    'no standard; see RFC 7239',
  ),
  field(
    'Forwarded',
    'What proxies say they saw. Anybody can write it: believe only what your own proxy added.',
    'RFC 7239 §4',
  ),
  field(
    'Access-Control-Allow-Origin',
    'Which origin’s pages may read the answer. It does not concern WebSocket.',
    'Fetch, CORS protocol',
  ),
  field(
    'Access-Control-Allow-Credentials',
    'Whether pages may read answers to requests with cookies.',
    'Fetch, CORS protocol',
  ),
  field(
    'Sec-Fetch-Site',
    'How the page relates to the server: same-origin, same-site, cross-site or none.',
    'W3C Fetch Metadata §2.3',
  ),
  field('Sec-Fetch-Mode', 'The mode of the request; “websocket” here.', 'W3C Fetch Metadata §2.2'),
  field('Sec-Fetch-Dest', 'What the answer is for.', 'W3C Fetch Metadata §2.1'),
  field(
    'Content-Security-Policy',
    'What a page may load and connect to. It limits your page, not who connects to you.',
    'W3C CSP 3',
  ),
  field('Referer', 'The page that a request comes from. Handshakes carry none.', 'RFC 9110 §10.1.3'),
];

/** The meaning of a field, by its name in any case; `undefined` when it is not among the known ones. */
export function describeField(name: string): FieldMeaning | undefined {
  return meanings.find((known) => known.name.toLowerCase() === name.toLowerCase());
}

function field(name: string, meaning: string, source: string): FieldMeaning {
  return { name, meaning, source };
}
