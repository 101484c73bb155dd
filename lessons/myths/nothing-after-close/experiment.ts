import {
  answered,
  closed,
  closedWith,
  connect,
  defineExperiment,
  handshake,
  neverAnswered,
  raw,
  request,
  responded,
  send,
  until,
  wait,
} from 'handshake/check';

// A raw client does as it likes: it answers no Close frame and goes on sending.
export default defineExperiment({
  template: 'bare-ws',
  layer: 'server',
  script: [
    connect('mallory', raw(handshake('/heedless'))),
    until('mallory', responded()),
    send('mallory', 'no token'),
    until('mallory', closed()),
    send('mallory', 'posted after the close'),
    connect('trudy', raw(handshake('/careful'))),
    until('trudy', responded()),
    send('trudy', 'no token'),
    until('trudy', closed()),
    send('trudy', 'posted after the careful close'),
    wait('100ms'),
    request('clerk', 'GET', '/board'),
  ],
  expect: [
    closedWith('mallory', 4401),
    closedWith('trudy', 4401),
    answered('clerk', 200, { body: '"posted after the close"' }),
    neverAnswered('clerk', 'posted after the careful close'),
  ],
});
