import { browser, connect, defineExperiment, node, received, requested, token, until } from 'handshake/check';

export default defineExperiment({
  template: 'bare-ws',
  layer: 'server',
  script: [
    connect('program', node('/', { headers: { authorization: token.bearer({ sub: 'ann' }) } })),
    until('program', received('authorization')),
    connect('page', browser('/', { subprotocols: ['chat', token.subprotocol({ sub: 'ann' })] })),
    until('page', received('authorization')),
  ],
  expect: [
    requested('program', { headers: { authorization: /^Bearer \S/ } }),
    received('program', /"authorization":"Bearer \S/),
    requested('page', { headers: { authorization: null, 'sec-websocket-protocol': /^chat, ?bearer\.\S/ } }),
    received('page', { authorization: null }),
    received('page', /"offered":"chat, ?bearer\.\S/),
  ],
});
