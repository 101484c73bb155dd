import {
  answer,
  browser,
  connect,
  defineChecks,
  node,
  opened,
  received,
  refused,
  request,
  responded,
  token,
  until,
} from 'handshake/check';

const annComesIn = [
  request('ann', 'POST', '/where', { headers: { authorization: token.bearer({ sub: 'ann' }) } }),
  connect('ann', browser(answer('ann', 'socket'))),
  until('ann', received('hello')),
];

export default defineChecks([
  {
    id: 'own-page',
    title: 'A page that asked where to connect gets in',
    script: annComesIn,
    expect: [opened('ann'), received('ann', /^hello ann$/)],
    why: 'The address was good.',
  },
  {
    id: 'from-the-log',
    title: 'What stands in the access log opens nothing',
    attack: true,
    script: [
      ...annComesIn,
      request('clerk', 'GET', '/log'),
      connect('clerk', node(answer('clerk', 'last'))),
      until('clerk', responded()),
    ],
    expect: [refused('clerk', 401)],
    why: 'The log has the token, and the token is still good.',
  },
]);
