import {
  answered,
  browser,
  connect,
  defineExperiment,
  opened,
  received,
  refused,
  request,
  requested,
  scriptSees,
  until,
} from 'handshake/check';

const evil = 'https://evil.example';

export default defineExperiment({
  template: 'bare-ws',
  layer: 'server',
  script: [
    request('fetching', 'GET', '/balance', { page: evil }),
    connect('connecting', browser('/', { page: evil })),
    until('connecting', received('4321')),
    connect('checked', browser('/checked', { page: evil })),
    connect('own', browser('/checked', { page: 'https://app.example' })),
  ],
  expect: [
    answered('fetching', 200, { headers: { 'access-control-allow-origin': null } }),
    requested('connecting', { headers: { origin: evil } }),
    opened('connecting'),
    received('connecting', 'balance: 4321 EUR'),
    refused('checked', 403),
    scriptSees('checked', 'error', 'close 1006'),
    opened('own'),
  ],
});
