import {
  browser,
  closed,
  closedWith,
  connect,
  defineExperiment,
  opened,
  refused,
  scriptSees,
  until,
} from 'handshake/check';

export default defineExperiment({
  template: 'bare-ws',
  layer: 'server',
  script: [connect('early', browser('/before')), connect('late', browser('/after')), until('late', closed())],
  expect: [
    refused('early', 403, { body: '' }),
    scriptSees('early', 'error', 'close 1006'),
    opened('late'),
    closedWith('late', 1008, { reason: 'Unauthorized' }),
    scriptSees('late', 'open', 'close 1008 Unauthorized'),
  ],
});
