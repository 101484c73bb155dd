import { fieldValue, hasMember, listValue, type RequestHead, type ResponseHead, TOKEN } from './http-head.ts';
import { acceptOf, isKey } from './sec-websocket-accept.ts';

/** One thing that the opening handshake asks for, and whether it is so. */
export interface Requirement {
  readonly section: string;
  /** What must be so, in one sentence. */
  readonly says: string;
  readonly holds: boolean;
  /** What stands there; absent when nothing does. */
  readonly found?: string;
}

/** What RFC 6455 asks of the request of an opening handshake, in its order (§4.1). */
export function requestRequirements(request: RequestHead): readonly Requirement[] {
  const key = fieldValue(request, 'sec-websocket-key');
  const offered = fieldValue(request, 'sec-websocket-protocol');
  const version = fieldValue(request, 'sec-websocket-version');
  const need = (item: number, says: string, holds: boolean, found: string | undefined): Requirement => ({
    section: `RFC 6455 §4.1, item ${item}`,
    says,
    holds,
    ...(found !== undefined && { found }),
  });
  return [
    need(
      2,
      'The method is GET and the version at least HTTP/1.1.',
      isGet(request),
      `${request.method} … ${request.version}`,
    ),
    need(
      3,
      'The request target is the path and query of the URL.',
      /^(\/|https?:\/\/)/.test(request.target),
      request.target,
    ),
    need(4, 'There is a Host field.', fieldValue(request, 'host') !== undefined, fieldValue(request, 'host')),
    need(5, 'Upgrade holds “websocket”.', hasMember(request, 'upgrade', 'websocket'), fieldValue(request, 'upgrade')),
    need(
      6,
      'Connection holds “Upgrade”.',
      hasMember(request, 'connection', 'upgrade'),
      fieldValue(request, 'connection'),
    ),
    need(7, 'Sec-WebSocket-Key is 16 bytes in base64.', key !== undefined && isKey(key), key),
    need(9, 'Sec-WebSocket-Version is 13.', version === '13', version),
    ...(offered === undefined
      ? []
      : [need(10, 'The subprotocols are tokens, no two alike.', areSubprotocols(request), offered)]),
  ];
}

/** What a client asks of the answer before it takes the connection for open (RFC 6455 §4.1, "the client MUST validate the server's response"). */
export function responseRequirements(request: RequestHead, response: ResponseHead): readonly Requirement[] {
  const key = fieldValue(request, 'sec-websocket-key') ?? '';
  const accept = fieldValue(response, 'sec-websocket-accept');
  const chosen = fieldValue(response, 'sec-websocket-protocol');
  const extensions = fieldValue(response, 'sec-websocket-extensions');
  const need = (item: number, says: string, holds: boolean, found: string | undefined): Requirement => ({
    section: `RFC 6455 §4.1, response item ${item}`,
    says,
    holds,
    ...(found !== undefined && { found }),
  });
  return [
    need(1, 'The status is 101.', response.status === 101, String(response.status)),
    need(
      2,
      'Upgrade is “websocket”.',
      fieldValue(response, 'upgrade')?.toLowerCase() === 'websocket',
      fieldValue(response, 'upgrade'),
    ),
    need(
      3,
      'Connection holds “Upgrade”.',
      hasMember(response, 'connection', 'upgrade'),
      fieldValue(response, 'connection'),
    ),
    need(4, 'Sec-WebSocket-Accept answers the key.', accept === acceptOf(key), accept),
    ...(extensions === undefined
      ? []
      : [need(5, 'Only extensions that were offered are used.', areOffered(request, response), extensions)]),
    ...(chosen === undefined
      ? []
      : [
          need(
            6,
            'The subprotocol is one that was offered.',
            listValue(request, 'sec-websocket-protocol').includes(chosen),
            chosen,
          ),
        ]),
  ];
}

/** Whether permessage-deflate was agreed on (RFC 7692), so that RSV1 has a meaning and payloads may be compressed. */
export function isCompressed(response: ResponseHead): boolean {
  return extensionNames(fieldValue(response, 'sec-websocket-extensions')).includes('permessage-deflate');
}

function isGet(request: RequestHead): boolean {
  return request.method === 'GET' && request.version >= 'HTTP/1.1';
}

function areSubprotocols(request: RequestHead): boolean {
  const names = listValue(request, 'sec-websocket-protocol');
  return names.every((name) => TOKEN.test(name)) && new Set(names).size === names.length;
}

function areOffered(request: RequestHead, response: ResponseHead): boolean {
  const offered = extensionNames(fieldValue(request, 'sec-websocket-extensions'));
  return extensionNames(fieldValue(response, 'sec-websocket-extensions')).every((name) => offered.includes(name));
}

/** The names of `name; parameter=value, name`. */
function extensionNames(value = ''): readonly string[] {
  return value
    .split(',')
    .map((extension) => extension.split(';')[0]?.trim() ?? '')
    .filter((name) => name !== '');
}
