import { connect, defineChecks, node, received, repeat, responded, statuses, token, until } from 'handshake/check';

const withToken = (options = {}) => node('/', { headers: { authorization: token.bearer({ sub: 'ann' }, options) } });

export default defineChecks([
  {
    id: 'good-ones',
    title: 'Eleven good tokens in a row are let in',
    script: [repeat(11, {}, connect('ann', withToken()), until('ann', received('hello')))],
    expect: [statuses('ann', { 101: 11 })],
    why: 'Good ones do not count.',
  },
  {
    id: 'thirty-at-once',
    title: 'Of thirty bad tries at once ten are judged',
    attack: true,
    script: [
      repeat(
        30,
        { parallel: 30 },
        connect('mallory', withToken({ signedBy: 'attacker' })),
        until('mallory', responded()),
      ),
    ],
    expect: [statuses('mallory', { 401: 10, 429: 20 })],
    why: 'All thirty asked before the first was counted.',
  },
]);
