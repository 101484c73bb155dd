import { connect, defineExperiment, node, received, until } from 'handshake/check';

// What the belief is held against: a server, a script, and what is seen on the wire if the belief is wrong.
export default defineExperiment({
  template: 'bare-ws',
  files: {
    'server.ts': `
      import { WebSocketServer } from 'ws';
      new WebSocketServer({ port: Number(process.env.PORT) }).on('connection', (ws) => ws.send('welcome'));
    `,
  },
  script: [connect('ann', node('/')), until('ann', received('welcome'))],
  expect: [received('ann', 'welcome')],
});
