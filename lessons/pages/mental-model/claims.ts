import {
  advance,
  barrier,
  browser,
  closed,
  closedWith,
  connect,
  defineClaims,
  neverReceived,
  node,
  opened,
  received,
  refused,
  send,
  stillOpen,
  token,
  until,
} from 'handshake/check';

const shows = (path: string, exp: string, options = {}) =>
  node(path, { headers: { authorization: token.bearer({ sub: 'ann', exp }, options) } });

export default defineClaims({
  'inside-nobody-asks': {
    says: 'By default nobody looks at the credential again: ten minutes after a token of two seconds has expired, its owner is still served.',
    verdict: 'sharpened',
    cites: ['OWASP WebSocket Security Cheat Sheet, session management'],
    experiment: {
      template: 'bearer-token',
      layer: 'server',
      clock: true,
      script: [
        connect('ann', shows('/careless', '2s')),
        until('ann', received({ type: 'welcome' })),
        advance('10m'),
        send('ann', 'am I still here?'),
        until('ann', received({ from: 'ann' })),
      ],
      expect: [received('ann', { from: 'ann', text: 'am I still here?' }), stillOpen('ann')],
    },
  },
  'guard-comes-round': {
    says: 'With a timer at `exp` the connection is closed with 4401 when the token ends, and no later.',
    verdict: 'kept',
    experiment: {
      template: 'bearer-token',
      layer: 'server',
      clock: true,
      script: [
        connect('ann', shows('/room', '20s')),
        until('ann', received({ type: 'welcome' })),
        advance('25s'),
        until('ann', closed()),
      ],
      expect: [closedWith('ann', 4401, { reason: 'token expired', after: '20s', tolerance: '2s' })],
    },
  },
  'hall-hears-nothing': {
    says: 'Somebody who was let in and has proved nothing can be made to hear nothing, and to leave after a second.',
    verdict: 'sharpened',
    experiment: {
      template: 'bearer-token',
      layer: 'server',
      script: [
        connect('eve', browser('/room')),
        connect('ann', browser('/room')),
        send('ann', token({ sub: 'ann' })),
        until('ann', received({ type: 'welcome' })),
        send('ann', 'for members only'),
        until('ann', received({ from: 'ann' })),
        barrier('eve'),
        until('eve', closed()),
      ],
      expect: [
        opened('eve'),
        neverReceived('eve', /members/),
        closedWith('eve', 4408, { after: '1s', tolerance: '1s' }),
        received('ann', { from: 'ann', text: 'for members only' }),
      ],
    },
  },
  'no-in-two-languages': {
    says: 'At the first door a refusal is an HTTP status; after it, a Close frame with a code.',
    verdict: 'sharpened',
    cites: ['RFC 6455 §4.2.2', 'RFC 6455 §5.5.1'],
    experiment: {
      template: 'bearer-token',
      layer: 'server',
      script: [
        connect('street', shows('/room', '60s', { signedBy: 'attacker' })),
        connect('hall', browser('/room')),
        send('hall', token({ sub: 'ann' }, { signedBy: 'attacker' })),
        until('hall', closed()),
      ],
      expect: [refused('street', 401), opened('hall'), closedWith('hall', 4401, { reason: 'invalid token' })],
    },
  },
});
