import { defineClaims } from 'handshake/check';

export default defineClaims({
  'starlette-answers-403': {
    says: 'FastAPI turns `close(code=1008, reason=…)` before `accept()` into `403 Forbidden` with an empty body.',
    verdict: 'corrected',
    cites: ['Starlette documentation, WebSockets: closing before accepting'],
    measurement: {
      versions: { FastAPI: '0.92.0 and 0.142.2', uvicorn: '0.17.6 and 0.54.0' },
      command: 'a handshake for an endpoint that calls `await websocket.close(code=1008, reason="Unauthorized")`',
      result:
        '`HTTP/1.1 403 Forbidden`, `Content-Length: 0`, no body, on both. The code and the reason are nowhere on the wire.',
    },
  },
  'status-before-101': {
    says: 'Before the 101 a server refuses with an HTTP status; a close code needs a Close frame.',
    verdict: 'kept',
    cites: ['RFC 6455 §4.2.2', 'RFC 6455 §5.5.1'],
  },
});
