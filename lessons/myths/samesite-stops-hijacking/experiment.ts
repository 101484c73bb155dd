import {
  browser,
  connect,
  defineExperiment,
  opened,
  received,
  refused,
  request,
  requested,
  server,
  setsCookie,
  until,
} from 'handshake/check';

const otherPort = 'http://localhost:9999';

export default defineExperiment({
  template: 'bare-ws',
  layer: 'server',
  script: [
    request('ann', 'POST', '/login', { page: server.origin }),
    connect('neighbour', browser('/', { page: otherPort, jar: 'ann' })),
    until('neighbour', received('4321')),
    connect('stranger', browser('/', { page: 'https://evil.example', jar: 'ann' })),
    connect('checked', browser('/checked', { page: otherPort, jar: 'ann' })),
    connect('own', browser('/checked', { jar: 'ann' })),
  ],
  expect: [
    setsCookie('ann', '__Host-session', { sameSite: ['Strict'], httpOnly: true, secure: true, path: '/' }),
    requested('neighbour', { headers: { cookie: /__Host-session=/, origin: otherPort } }),
    received('neighbour', 'secret of ann: 4321 EUR'),
    requested('stranger', { headers: { cookie: null } }),
    refused('stranger', 401),
    requested('checked', { headers: { cookie: /__Host-session=/ } }),
    refused('checked', 403),
    opened('own'),
  ],
});
