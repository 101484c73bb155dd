import {
  browser,
  closed,
  closedWith,
  connect,
  defineChecks,
  fill,
  node,
  received,
  send,
  token,
  until,
} from 'handshake/check';

export default defineChecks([
  {
    id: 'good-token',
    title: 'A page that sends its token first is welcome',
    script: [connect('ann', browser('/')), send('ann', token({ sub: 'ann' })), until('ann', received('welcome'))],
    expect: [received('ann', /^welcome ann$/)],
    why: 'The token was good.',
  },
  {
    id: 'bad-token',
    title: 'A bad token is refused so that the page can tell',
    attack: true,
    script: [
      connect('eve', browser('/')),
      send('eve', token({ sub: 'ann' }, { signedBy: 'attacker' })),
      until('eve', closed()),
    ],
    expect: [closedWith('eve', 4401)],
    why: '`close()` without a code says nothing: the page is told 1005, which reads like a normal end.',
  },
  {
    id: 'silent',
    title: 'Who says nothing is gone after a second',
    attack: true,
    script: [connect('eve', node('/')), until('eve', closed())],
    expect: [closedWith('eve', 4408, { after: '1s', tolerance: '800ms' })],
    why: 'Nothing ends a connection on which nothing is said.',
  },
  {
    id: 'huge',
    title: 'A stranger’s first message may not be a megabyte',
    attack: true,
    script: [connect('eve', node('/')), send('eve', fill(1_000_000)), until('eve', closed())],
    expect: [closedWith('eve', 1009)],
    why: 'Without `maxPayload` a message may have 100 MiB, before anybody has proved anything.',
  },
]);
