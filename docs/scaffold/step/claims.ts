import { connect, defineClaims, node, received, until } from 'handshake/check';

// What the prose claims. Each claim has an experiment, a measurement or a citation; `course check` runs the experiments.
export default defineClaims({
  '__slug__-server-first': {
    says: 'Once a WebSocket is open, either side may speak first.',
    verdict: 'kept',
    cites: ['RFC 6455 §1.2'],
    experiment: {
      template: 'bare-ws',
      layer: 'solution',
      script: [connect('ann', node('/')), until('ann', received('welcome'))],
      expect: [received('ann', 'welcome')],
    },
  },
});
