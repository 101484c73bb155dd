// Where `_http_common` puts its callbacks: indexes on the parser object.
export const kOnHeaders = 1;
export const kOnHeadersComplete = 2;
export const kOnBody = 3;
export const kOnMessageComplete = 4;
export const callbackNames = {
  kOnMessageBegin: 0,
  kOnHeaders,
  kOnHeadersComplete,
  kOnBody,
  kOnMessageComplete,
  kOnExecute: 5,
  kOnTimeout: 6,
} as const;

export const request = 1;
export const response = 2;

/** What `HTTPParser` has as properties of its own (src/node_http_parser.cc). */
export const parserConstants = {
  REQUEST: request,
  RESPONSE: response,
  ...callbackNames,
  kLenientNone: 0,
  kLenientHeaders: 1,
  kLenientChunkedLength: 2,
  kLenientKeepAlive: 4,
  kLenientTransferEncoding: 8,
  kLenientVersion: 16,
  kLenientDataAfterClose: 32,
  kLenientOptionalLFAfterCR: 64,
  kLenientOptionalCRLFAfterChunk: 128,
  kLenientOptionalCRBeforeLF: 256,
  kLenientSpacesAfterChunkSize: 512,
  kLenientHeaderValueRelaxed: 1024,
  kLenientAll: 1023,
} as const;
