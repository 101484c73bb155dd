import {
  answered,
  browser,
  connect,
  defineExperiment,
  node,
  refused,
  request,
  scriptSees,
  server,
} from 'handshake/check';

export default defineExperiment({
  template: 'bare-ws',
  layer: 'server',
  script: [
    connect('program', node('/too-often')),
    connect('expired', browser('/expired')),
    connect('hasty', browser('/too-often')),
    connect('unlucky', browser('/away')),
    request('hasty', 'GET', '/why', { page: server.origin }),
  ],
  expect: [
    refused('program', 429, { headers: { 'retry-after': '7' } }),
    refused('expired', 401),
    scriptSees('expired', 'error', 'close 1006'),
    refused('hasty', 429),
    scriptSees('hasty', 'error', 'close 1006'),
    refused('unlucky', 503),
    scriptSees('unlucky', 'error', 'close 1006'),
    answered('hasty', 429, { to: 'GET /why', body: { retryAfterSeconds: 7 } }),
  ],
});
