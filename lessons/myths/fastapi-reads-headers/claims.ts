import { defineClaims } from 'handshake/check';

export default defineClaims({
  'fastapi-reads-them': {
    says: 'A FastAPI WebSocket endpoint reads header fields with `websocket.headers`, `Header()`, `Cookie()` and `Depends`.',
    verdict: 'corrected',
    cites: ['FastAPI documentation, WebSockets: "Using Depends and others"'],
    measurement: {
      versions: { FastAPI: '0.92.0 and 0.142.2', Starlette: '0.26.1 and 1.7.0', uvicorn: '0.17.6 and 0.54.0' },
      command: 'a handshake with Authorization, Cookie and Sec-WebSocket-Protocol, on five server stacks',
      result: '`websocket.headers.get("authorization")` was "Bearer abc123" on five of five.',
    },
  },
  'httpbearer-crashes': {
    says: '`Depends(HTTPBearer())` in a WebSocket endpoint fails with a TypeError, and the client gets a 500.',
    verdict: 'corrected',
    measurement: {
      versions: { FastAPI: '0.92.0 and 0.142.2' },
      command: 'a handshake for an endpoint with `Depends(HTTPBearer())`',
      result: "500; TypeError: HTTPBearer.__call__() missing 1 required positional argument: 'request'",
    },
  },
  'no-argument-for-headers': {
    says: 'The constructor of WebSocket takes a URL and subprotocols, and no header fields.',
    verdict: 'kept',
    cites: ['WHATWG WebSockets, the constructor `new WebSocket(url, protocols)`'],
  },
});
