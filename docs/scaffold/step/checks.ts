import { barrier, connect, defineChecks, node, received, send, until } from 'handshake/check';

// A check is one attempt on the learner's server: a script that the probe performs, and what must then be seen on the wire.
export default defineChecks([
  {
    id: 'greets',
    title: 'Whoever connects is greeted, once',
    core: true, // the step counts as done only with it
    script: [
      connect('ann', node('/')),
      until('ann', received('welcome')),
      connect('bob', node('/')),
      until('bob', received('welcome')),
      barrier('ann'), // all that the server has sent to ann so far has arrived
      barrier('bob'),
    ],
    expect: [received('ann', 'welcome', { times: 1 }), received('bob', 'welcome', { times: 1 })],
    why: 'The server waits to be spoken to, or greets everybody when one comes in.',
    hints: [
      'When does the server know that somebody has come?',
      'Look at the listener for `connection`.',
      'Send the greeting there, to the socket that was handed to you.',
      "ws.send('welcome');",
    ],
    refutes: ['__slug__-client-first', '__slug__-send-to-all'],
  },
  {
    id: 'echoes',
    title: 'What is said comes back',
    script: [connect('ann', node('/')), send('ann', 'hello'), until('ann', received('hello'))],
    expect: [received('ann', 'hello')],
    why: 'The server no longer answers what it is told.',
    hints: [
      'What does the server do with a message?',
      'Look at the listener for `message`.',
      'Send the text back to the socket from which it came.',
      "ws.on('message', (data) => ws.send(data.toString()));",
    ],
  },
]);
