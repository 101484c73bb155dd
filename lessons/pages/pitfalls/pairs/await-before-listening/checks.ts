import {
  browser,
  connect,
  defineChecks,
  received,
  receivedInOrder,
  send,
  sendTogether,
  until,
  wait,
} from 'handshake/check';

export default defineChecks([
  {
    id: 'later',
    title: 'What is said after the look-up is heard',
    script: [connect('ann', browser('/ann')), wait('600ms'), send('ann', 'hello'), until('ann', received('hello'))],
    expect: [received('ann', /^ann said hello$/)],
    why: 'By then somebody listens.',
  },
  {
    id: 'right-behind',
    title: 'What a page says the moment it is open is heard too, in order',
    script: [
      connect('ann', browser('/ann')),
      sendTogether('ann', 'one', 'two'),
      wait('600ms'),
      send('ann', 'three'),
      until('ann', received('three')),
    ],
    expect: [receivedInOrder('ann', 'ann said one', 'ann said two', 'ann said three')],
    why: 'A `message` event that nobody listens to is gone. No buffer keeps it.',
  },
]);
