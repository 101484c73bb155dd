import { answered, connect, defineExperiment, node, opened, received, refused, request, until } from 'handshake/check';

export default defineExperiment({
  template: 'bearer-token',
  layer: 'server',
  script: [
    request('eve', 'GET', '/balance'),
    connect('eve', node('/balance')),
    until('eve', received('4321')),
    connect('mallory', node('/guarded')),
  ],
  expect: [
    answered('eve', 401, { to: 'GET /balance', headers: { 'www-authenticate': 'Bearer' } }),
    opened('eve'),
    received('eve', 'balance: 4321 EUR'),
    refused('mallory', 401),
  ],
});
