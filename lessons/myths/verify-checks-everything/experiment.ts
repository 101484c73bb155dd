import {
  connect,
  defineExperiment,
  node,
  opened,
  refused,
  type TokenClaims,
  type TokenOptions,
  token,
} from 'handshake/check';

const at = (path: string, claims: TokenClaims, options: TokenOptions = {}) =>
  node(path, { headers: { authorization: token.bearer({ sub: 'ann', ...claims }, options) } });

export default defineExperiment({
  template: 'bearer-token',
  layer: 'server',
  script: [
    connect('endless', at('/bare', { exp: null })),
    connect('for-others', at('/bare', { aud: 'billing' })),
    connect('by-others', at('/bare', { iss: 'https://other.example' })),
    connect('unsigned', at('/bare', {}, { alg: 'none' })),
    connect('expired', at('/bare', { exp: '-1m' })),
    connect('endless-told', at('/told', { exp: null })),
    connect('for-others-told', at('/told', { aud: 'billing' })),
    connect('by-others-told', at('/told', { iss: 'https://other.example' })),
    connect('good-told', at('/told', {})),
  ],
  expect: [
    opened('endless'),
    opened('for-others'),
    opened('by-others'),
    refused('unsigned', 401),
    refused('expired', 401),
    refused('endless-told', 401),
    refused('for-others-told', 401),
    refused('by-others-told', 401),
    opened('good-told'),
  ],
});
