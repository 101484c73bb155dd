import { defineClaims } from 'handshake/check';

export default defineClaims({
  'servers-log-it': {
    says: 'nginx and uvicorn from 0.19 on write the whole URL of a handshake into their access logs.',
    verdict: 'kept',
    measurement: {
      versions: { nginx: '1.22.1', uvicorn: '0.54.0' },
      command: 'a handshake for /ok?token=QUERYTOKEN with the default log settings of each',
      result:
        'nginx: `"GET /ok?token=QUERYTOKEN HTTP/1.1" 101`. uvicorn: `"WebSocket /a/headers?token=Q1" [accepted]`; uvicorn 0.17 left the query out.',
    },
  },
  'history-does-not': {
    says: 'The URL of a WebSocket stands neither in the history nor in any other file of the browser profile.',
    verdict: 'corrected',
    measurement: {
      versions: { Chromium: '156' },
      command:
        'a visit to /?token=PAGE_TOKEN, a WebSocket to /?token=WS_TOKEN from it, then `grep -r` over the whole profile',
      result: 'PAGE_TOKEN: in History, Cache, Sessions and ukm_db. WS_TOKEN: in no file.',
    },
  },
  'not-in-the-query': {
    says: 'Clients must not pass access tokens in a URI query parameter.',
    verdict: 'kept',
    cites: ['RFC 9700 §4.3.2', 'RFC 6750 §2.3, §5.3'],
  },
});
