import {
  closed,
  closedWith,
  connect,
  defineChecks,
  fill,
  handshake,
  hex,
  node,
  opened,
  raw,
  received,
  send,
  sendBytes,
  until,
} from 'handshake/check';

export default defineChecks([
  {
    id: 'echo',
    title: 'Who keeps to the protocol is served',
    script: [connect('ann', node('/')), send('ann', 'hello'), until('ann', received('echo'))],
    expect: [received('ann', /^echo hello$/)],
    why: 'Nothing was wrong with it.',
  },
  {
    id: 'unmasked',
    title: 'A frame without a mask ends its own connection and nothing else',
    attack: true,
    script: [
      connect('mallory', raw(handshake('/'))),
      until('mallory', opened()),
      sendBytes('mallory', hex('81 02 68 69')),
      until('mallory', closed()),
    ],
    expect: [closedWith('mallory', 1002)],
    why: '`ws` answers 1002 and reports an `error`; where nobody listens, Node ends the process.',
  },
  {
    id: 'oversized',
    title: 'So does a message that is too large',
    attack: true,
    script: [connect('mallory', node('/')), send('mallory', fill(5000)), until('mallory', closed())],
    expect: [closedWith('mallory', 1009)],
    why: 'A limit on the size makes it worse: every message over it is such an `error`.',
  },
]);
