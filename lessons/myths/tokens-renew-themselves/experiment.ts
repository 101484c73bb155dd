import {
  advance,
  closedWith,
  connect,
  defineExperiment,
  node,
  opened,
  ping,
  received,
  refused,
  send,
  stillOpen,
  token,
  until,
} from 'handshake/check';

// One token, good for a minute, for three connections.
const session = token.bearer({ sub: 'ann', exp: '60s' }, { name: 'session' });
const at = (path: string) => node(path, { headers: { authorization: session } });

export default defineExperiment({
  template: 'bearer-token',
  layer: 'server',
  clock: true,
  script: [
    connect('once', at('/once')),
    connect('timed', at('/timed')),
    advance('58s'),
    ping('once'),
    advance('4s'),
    advance('1h'),
    send('once', 'an hour later'),
    until('once', received('an hour later')),
    connect('again', at('/once')),
  ],
  expect: [
    opened('once'),
    stillOpen('once'),
    received('once', 'you said: an hour later'),
    closedWith('timed', 4401, { reason: 'token expired', after: '60s', tolerance: '5s' }),
    refused('again', 401),
  ],
});
