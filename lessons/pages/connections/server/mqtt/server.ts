import { WebSocketServer } from 'ws';

// The first packets of MQTT 3.1.1 over a WebSocket, and no more of it: CONNECT with user and password, CONNACK, one PUBLISH.

const CONNECT = 1;
const ACCEPTED = 0;
const BAD_USER_OR_PASSWORD = 4;

const wss = new WebSocketServer({
  port: Number(process.env.PORT ?? 8080),
  host: '::',
  maxPayload: 1024,
  handleProtocols: (offered) => offered.has('mqtt') && 'mqtt',
});

wss.on('connection', (ws) => {
  ws.on('error', (error) => console.warn(error.message));
  const deadline = setTimeout(() => ws.close(1008, 'no CONNECT'), 1000);
  ws.on('close', () => clearTimeout(deadline));
  ws.once('message', (data, isBinary) => {
    clearTimeout(deadline);
    const packet = data as Buffer;
    if (!isBinary || (packet[0] ?? 0) >> 4 !== CONNECT) return ws.close(1002, 'CONNECT comes first');
    const { user, password } = credentialsOf(packet);
    if (user !== 'ann' || password !== 'pw-ann') {
      ws.send(Buffer.from([0x20, 2, 0, BAD_USER_OR_PASSWORD]));
      return ws.close(1008, 'bad user name or password');
    }
    ws.send(Buffer.from([0x20, 2, 0, ACCEPTED]));
    ws.send(publish('door', `welcome ${user}`));
  });
});

/** User name and password of a CONNECT packet that has both (§3.1.3): behind ten bytes of header and the client identifier. */
function credentialsOf(packet: Buffer): { readonly user: string; readonly password: string } {
  const texts: string[] = [];
  for (let at = 12; at + 2 <= packet.length; ) {
    const length = packet.readUInt16BE(at);
    texts.push(packet.toString('utf8', at + 2, at + 2 + length));
    at += 2 + length;
  }
  return { user: texts[1] ?? '', password: texts[2] ?? '' };
}

function publish(topic: string, text: string): Buffer {
  const name = Buffer.from(`\0${String.fromCharCode(topic.length)}${topic}`);
  const body = Buffer.concat([name, Buffer.from(text)]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}
