import {
  advance,
  barrier,
  closed,
  closedWith,
  connect,
  defineChecks,
  node,
  received,
  stillOpen,
  token,
  until,
  wait,
} from 'handshake/check';

const withToken = (exp: string) => node('/', { headers: { authorization: token.bearer({ sub: 'ann', exp }) } });

export default defineChecks([
  {
    id: 'minute',
    title: 'A token of a minute ends after a minute',
    script: [connect('ann', withToken('60s')), until('ann', received('hello')), advance('70s'), until('ann', closed())],
    expect: [received('ann', 'hello'), closedWith('ann', 4401)],
    why: 'The timer fits.',
  },
  {
    id: 'month',
    title: 'A token of thirty days is good for more than a moment',
    script: [
      connect('ann', withToken('30d')),
      until('ann', received('hello')),
      wait('100ms'),
      advance('1h'),
      barrier('ann'),
    ],
    expect: [received('ann', 'hello'), stillOpen('ann')],
    why: 'A delay of more than 2³¹ − 1 ms is set to 1 ms: the best customers are thrown out first.',
  },
]);
