import { defineClaims } from 'handshake/check';

export default defineClaims({
  'no-isolation-by-port': {
    says: 'Cookies do not isolate by port, and a site spans all ports and sibling hosts of one registrable domain.',
    verdict: 'kept',
    cites: ['RFC 6265bis §8.5'],
    measurement: {
      versions: { Chromium: '156', Firefox: '153' },
      command: 'a page at each address opens a WebSocket to wss://app.bank.test:8443, where ann has a Strict cookie',
      result:
        'Sent from app.bank.test on another port and from blog.bank.test, in both browsers; from http://app.bank.test in Firefox; not from evil.test.',
    },
  },
});
