import { defineClaims } from 'handshake/check';

export default defineClaims({
  'frameworks-too': {
    says: 'In FastAPI, `@app.middleware("http")` guards the HTTP routes of a path and not the WebSocket routes beside them.',
    verdict: 'corrected',
    measurement: {
      versions: { FastAPI: '0.92.0 and 0.142.2' },
      command: 'a middleware that answers 401 without Authorization; a GET and a handshake on the same prefix',
      result: 'GET: 401. Handshake: 101, the endpoint was reached, and the middleware had not been called.',
    },
  },
});
