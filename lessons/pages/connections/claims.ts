import {
  answered,
  browser,
  closed,
  closedWith,
  connect,
  defineClaims,
  hex,
  neverReceived,
  node,
  opened,
  received,
  refused,
  request,
  requested,
  send,
  token,
  until,
} from 'handshake/check';

const ann = { headers: { authorization: token.bearer({ sub: 'ann' }) } };
const expired = { headers: { authorization: token.bearer({ sub: 'ann', exp: '-1m' }) } };
const challenge = { headers: { 'www-authenticate': /^Bearer/ } };

/** A CONNECT packet of MQTT 3.1.1: level 4, user and password, 60 s, client `a`, user `ann`, and a password of six bytes. */
const mqttConnect = (password: string) =>
  hex(`10 1a 0004 4d515454 04 c2 003c 0001 61 0003 616e6e 0006 ${Buffer.from(password).toString('hex')}`);

export default defineClaims({
  'same-credentials': {
    says: 'The credential, the check and the refusal of an HTTP request serve a handshake as they are.',
    verdict: 'kept',
    cites: ['RFC 6455 §10.5', 'RFC 9110 §11.4'],
    experiment: {
      template: 'bearer-token',
      layer: 'server/one-door',
      script: [
        request('ann', 'GET', '/', ann),
        connect('ann-again', node('/', ann)),
        until('ann-again', received({ sub: 'ann' })),
        request('late', 'GET', '/', expired),
        connect('late-again', node('/', expired)),
      ],
      expect: [
        answered('ann', 200, { body: { sub: 'ann' } }),
        received('ann-again', { sub: 'ann' }),
        answered('late', 401, challenge),
        refused('late-again', 401, challenge),
      ],
    },
  },
  'mqtt-first-packet': {
    says: 'MQTT carries user name and password in its first packet, CONNECT, which over a WebSocket is the first binary message after the 101.',
    verdict: 'sharpened',
    cites: ['MQTT 3.1.1 §3.1', 'MQTT 3.1.1 §6'],
    experiment: {
      template: 'bare-ws',
      layer: 'server/mqtt',
      script: [
        connect('ann', browser('/', { subprotocols: ['mqtt'] })),
        send('ann', mqttConnect('pw-ann')),
        until('ann', received('welcome')),
        connect('eve', browser('/', { subprotocols: ['mqtt'] })),
        send('eve', mqttConnect('guess!')),
        until('eve', closed()),
      ],
      expect: [
        opened('eve', { subprotocol: 'mqtt' }),
        requested('ann', { headers: { authorization: null } }),
        received('ann', 'welcome ann', { as: 'binary' }),
        neverReceived('eve', 'welcome'),
        closedWith('eve', 1008),
      ],
    },
  },
  'mqtt-connect-first': {
    says: 'An MQTT server ends a connection whose first packet is anything but CONNECT.',
    verdict: 'kept',
    cites: ['MQTT 3.1.1 §3.1'],
    experiment: {
      template: 'bare-ws',
      layer: 'server/mqtt',
      script: [
        connect('eve', node('/', { subprotocols: ['mqtt'] })),
        send('eve', hex('c0 00')),
        until('eve', closed()),
        connect('silent', node('/', { subprotocols: ['mqtt'] })),
        until('silent', closed()),
      ],
      expect: [closedWith('eve', 1002), closedWith('silent', 1008)],
    },
  },
  'socket-io-first-packet': {
    says: 'Socket.IO sends its `auth` option in its own first packet, after the 101.',
    verdict: 'corrected',
    cites: ['Socket.IO documentation, Middlewares'],
    measurement: {
      versions: { 'socket.io': '4', node: '24.21.0' },
      command: 'io(url, { auth: { token: "good" } }), and the frames behind the 101',
      result: '40{"token":"good"} from the client, 40{"sid":…} from the server; a bad token gets 44{"message":…}.',
    },
  },
  lobby: {
    says: 'Somebody who has shown nothing may wait for a second, hears nothing meanwhile, and is heard by nobody.',
    verdict: 'sharpened',
    experiment: {
      template: 'bearer-token',
      layer: '../../steps/03-passing-credentials/solution',
      script: [
        connect('eve', browser('/')),
        connect('ann', node('/', ann)),
        until('ann', received({ type: 'welcome' })),
        send('ann', 'behind the inner door'),
        until('ann', received({ from: 'ann' })),
        until('eve', closed()),
      ],
      expect: [opened('eve'), neverReceived('eve', 'inner door'), closedWith('eve', 4408)],
    },
  },
  'doors-inside': {
    says: 'A member of one room is refused at another one, with the same good token.',
    verdict: 'kept',
    experiment: {
      template: 'room-board',
      layer: '../../steps/05-handling-failures/solution',
      script: [
        connect('ann', browser('/lobby', boardOf(['lobby']))),
        until('ann', received('welcome')),
        connect('ann-again', browser('/garden', boardOf(['lobby']))),
        until('ann-again', closed()),
      ],
      expect: [received('ann', 'welcome ann'), closedWith('ann-again', 4403)],
    },
  },
});

function boardOf(rooms: readonly string[]) {
  return { subprotocols: ['board', token.subprotocol({ sub: 'ann', rooms })] };
}
