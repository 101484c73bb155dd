/*
 * Where a page in Firefox sees or sends something else than one in Chromium, which the probe's browser client follows. Found in
 * Firefox 153 ESR by tests/e2e/browser-client.e2e.ts, which fails when Firefox does anything that is not written here.
 */

/** Firefox may tell a page nothing of what came before the failure, not even that the connection was open. */
const early = (...failure: readonly string[]) => failure.flatMap((words) => [`open, ${words}`, words]);

const failed = 'error, close 1006 “” unclean';
const lost = 'close 1006 “” unclean';

/** What its WebSocket shows, by what the server does: one of these. */
export const firefoxSees: Readonly<Record<string, readonly string[]>> = {
  // It opens where the server chose no subprotocol, or one that nobody asked for.
  '/no-subprotocol?offer=chat': early(lost),
  '/unasked-subprotocol': early(lost),
  '/terminated': early(lost),
  '/ended-without-close': early(lost),
  '/message-then-ended': early(lost, `message “last words”, ${lost}`),
  '/reset-after-message': [`open, message “last words”, ${failed}`],
  // RFC 6455 §5.1: a client must close the connection when a frame is masked. Firefox reads it.
  '/masked': ['open, message “a”'],
  '/reserved-opcode': early(failed),
  '/reserved-bit': early(failed),
  '/bad-utf8': early(failed),
  '/long-control': early(failed),
  '/fragmented-control': early(failed),
  '/lone-continuation': early(failed),
  '/close-bad-utf8': early(failed),
  '/close-of-one-byte': ['open, close 1005 “” clean'],
  '/close-1005': ['open, close 1005 “” clean'],
  '/close-1006': ['open, close 1006 “” clean'],
  '/close-1015': ['open, close 1015 “” clean'],
};

/** What it makes of a Set-Cookie line that Chromium reads otherwise. */
export const firefoxKeeps: Readonly<Record<string, string | undefined>> = {
  '=1': undefined,
  justvalue: 'justvalue=',
  '__Host-a=1; Secure': '__Host-a=1',
  '__Host-a=1; Path=/; Secure; Domain=localhost': '__Host-a=1',
};

/** The names of the header fields in its opening handshake, in order, without Accept-Language. */
export const firefoxFields: readonly string[] = [
  'Host',
  'User-Agent',
  'Accept',
  'Accept-Encoding',
  'Sec-WebSocket-Version',
  'Origin',
  'Sec-WebSocket-Protocol',
  'Sec-WebSocket-Extensions',
  'Sec-WebSocket-Key',
  'Connection',
  'Cookie',
  'Sec-Fetch-Dest',
  'Sec-Fetch-Mode',
  'Sec-Fetch-Site',
  'Pragma',
  'Cache-Control',
  'Upgrade',
];
