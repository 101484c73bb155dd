import {
  connect,
  defineChecks,
  drop,
  handshake,
  node,
  raw,
  received,
  refused,
  stillOpen,
  text,
  token,
  until,
} from 'handshake/check';

const ann = [
  connect('ann', node('/', { headers: { authorization: token.bearer({ sub: 'ann' }) } })),
  until('ann', received('hello')),
];

export default defineChecks([
  {
    id: 'good-token',
    title: 'A good token is let in, a bad one is not',
    script: [...ann, connect('eve', node('/', { headers: { authorization: 'Bearer nonsense' } }))],
    expect: [received('ann', /^hello ann$/), refused('eve', 401)],
    why: 'The door itself is sound.',
  },
  {
    id: 'reset',
    title: 'A client that resets its connection during the check harms nobody',
    attack: true,
    script: [
      connect('mallory', raw(handshake('/', { headers: { authorization: text`Bearer ${token({ sub: 'eve' })}` } })), {
        pending: true,
      }),
      drop('mallory'),
      ...ann,
    ],
    expect: [received('ann', /^hello ann$/), stillOpen('ann')],
    why: 'The reset is an `error` event of the socket. Without a listener Node ends the process.',
  },
]);
