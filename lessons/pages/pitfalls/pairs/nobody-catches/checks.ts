import { connect, defineChecks, node, received, refused, responded, token, until } from 'handshake/check';

const withToken = (value: Parameters<typeof token>[0], options = {}) =>
  node('/', { headers: { authorization: token.bearer(value, options) } });

export default defineChecks([
  {
    id: 'good-token',
    title: 'A good token is let in',
    script: [connect('ann', withToken({ sub: 'ann' })), until('ann', received('hello'))],
    expect: [received('ann', /^hello ann$/)],
    why: 'The token was good.',
  },
  {
    id: 'bad-token',
    title: 'A forged token is refused with 401, and the server lives',
    attack: true,
    script: [connect('eve', withToken({ sub: 'ann' }, { signedBy: 'attacker' })), until('eve', responded())],
    expect: [refused('eve', 401)],
    why: 'In an async handler a throw is an unhandled rejection, and that ends the process.',
  },
  {
    id: 'no-token',
    title: 'A stranger without a token is refused with 401, and the server lives',
    script: [connect('eve', node('/')), until('eve', responded())],
    expect: [refused('eve', 401)],
    why: 'It takes no forgery: an empty text is no token either.',
  },
]);
