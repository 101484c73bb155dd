import { defineClaims } from 'handshake/check';

export default defineClaims({
  'must-look-alike': {
    says: 'A browser must not let a script tell one failed handshake from another.',
    verdict: 'kept',
    cites: ['WHATWG WebSockets, warning on failure information'],
    measurement: {
      versions: { Chromium: '156', Firefox: '153' },
      command: '23 ways to fail: refused ports, unknown hosts, statuses from 301 to 503, wrong accept values, bad TLS',
      result: '`error`, then `close` with 1006 and an empty reason, for all 23, in both browsers.',
    },
  },
});
