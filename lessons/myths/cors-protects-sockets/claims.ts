import { defineClaims } from 'handshake/check';

export default defineClaims({
  'origin-is-the-servers-task': {
    says: 'A server that does not validate the origin accepts connections from anywhere.',
    verdict: 'kept',
    cites: ['RFC 6455 §4.2.2', 'RFC 6455 §10.2'],
  },
  'middleware-skips-sockets': {
    says: "Starlette's CORSMiddleware lets everything pass that is not plain HTTP.",
    verdict: 'corrected',
    measurement: {
      versions: { FastAPI: '0.92.0 and 0.142.2' },
      command:
        'CORSMiddleware with allow_origins=["https://good.example"], a handshake with Origin: https://evil.example',
      result: '101 Switching Protocols, on both.',
    },
  },
});
