import {
  answered,
  barrier,
  closed,
  closedWith,
  connect,
  defineChecks,
  ended,
  handshake,
  node,
  opened,
  raw,
  request,
  send,
  sendTogether,
  until,
} from 'handshake/check';

const mallory = [
  connect('mallory', raw(handshake('/'))),
  until('mallory', opened()),
  send('mallory', 'rude'),
  until('mallory', closed()),
];

export default defineChecks([
  {
    id: 'pays',
    title: 'Who behaves can pay',
    script: [
      connect('ann', node('/')),
      sendTogether('ann', 'ann pays 5'),
      barrier('ann'),
      request('clerk', 'GET', '/paid'),
    ],
    expect: [answered('clerk', 200, { body: 'ann pays 5' })],
    why: 'Nothing was wrong with it.',
  },
  {
    id: 'after-close',
    title: 'What comes after the Close frame is not obeyed',
    attack: true,
    script: [
      ...mallory,
      send('mallory', 'ann pays 4321'),
      connect('bob', node('/')),
      barrier('bob'),
      request('clerk', 'GET', '/paid'),
    ],
    expect: [closedWith('mallory', 4403), answered('clerk', 200, { body: /^\[\]$/ })],
    why: '`close()` sends a frame. The handler stays, and so does the connection, until the client answers.',
  },
  {
    id: 'lingers',
    title: 'A client that does not answer the Close frame is cut off',
    attack: true,
    script: [...mallory, until('mallory', ended(), { within: '3s' })],
    expect: [ended('mallory', { within: '2.2s' })],
    why: '`ws` waits 30 s for an answer that mallory never sends.',
  },
]);
