import { browser, connect, defineExperiment, node, opened, received, refused, requested, until } from 'handshake/check';

const own = 'https://app.example';

export default defineExperiment({
  template: 'bare-ws',
  layer: 'server',
  script: [
    connect('page', browser('/', { page: own })),
    connect('foreign-page', browser('/', { page: 'https://evil.example' })),
    connect('program', node('/', { origin: own })),
    until('program', received('for our page')),
  ],
  expect: [
    opened('page'),
    requested('foreign-page', { headers: { origin: 'https://evil.example' } }),
    refused('foreign-page', 403),
    requested('program', { headers: { origin: own } }),
    received('program', 'for our page only'),
  ],
});
