import {
  connect,
  defineChecks,
  ended,
  handshake,
  neverReceived,
  node,
  raw,
  received,
  refused,
  token,
  until,
} from 'handshake/check';

export default defineChecks([
  {
    id: 'member',
    title: 'Who has a token hears the secret',
    script: [
      connect('ann', node('/', { headers: { authorization: token.bearer({ sub: 'ann' }) } })),
      until('ann', received('secret')),
    ],
    expect: [received('ann', 'secret: 4321 EUR')],
    why: 'The token was good.',
  },
  {
    id: 'stranger',
    title: 'Who has none is refused, and hears nothing',
    attack: true,
    script: [connect('eve', raw(handshake('/'))), until('eve', ended())],
    expect: [refused('eve', 401), neverReceived('eve', 'secret')],
    why: '`WebSocketServer({ server })` has an `upgrade` handler of its own, and that one lets everybody in.',
  },
]);
