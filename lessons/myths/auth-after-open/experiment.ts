import {
  barrier,
  browser,
  closed,
  closedWith,
  connect,
  defineExperiment,
  json,
  neverReceived,
  node,
  received,
  send,
  token,
  until,
} from 'handshake/check';

const auth = (sub: string) => json({ type: 'auth', token: token({ sub }) });

export default defineExperiment({
  template: 'bearer-token',
  layer: 'server',
  script: [
    connect('eve', node('/careless')),
    connect('ann', browser('/careless')),
    send('ann', auth('ann')),
    until('ann', received('welcome')),
    send('ann', 'for members only'),
    until('ann', received('for members only')),
    until('eve', received('for members only')),
    connect('mallory', node('/gated')),
    connect('bob', browser('/gated')),
    send('bob', auth('bob')),
    until('bob', received('welcome')),
    send('bob', 'still among us'),
    until('bob', received('still among us')),
    barrier('mallory'),
    until('mallory', closed(), { within: '3s' }),
  ],
  expect: [
    received('eve', 'ann: for members only'),
    received('bob', 'bob: still among us'),
    neverReceived('mallory', 'still among us'),
    closedWith('mallory', 4408, { after: '1s' }),
  ],
});
