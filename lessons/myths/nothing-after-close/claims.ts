import { defineClaims } from 'handshake/check';

export default defineClaims({
  'close-begins-a-handshake': {
    says: 'Sending a Close frame begins the closing handshake; it ends when the other side has answered with its own.',
    verdict: 'kept',
    cites: ['RFC 6455 §5.5.1', 'RFC 6455 §7.1.2'],
  },
  'thirty-seconds': {
    says: '`ws` waits 30 seconds for the answer before it ends the connection, and hands over messages until then.',
    verdict: 'kept',
    measurement: {
      versions: { ws: '8.23.0', node: '24.21.0' },
      command: 'a client that ignores Close(4401) and sends a text each second, default options',
      result: 'Handled with readyState 2 for 30,004 ms, then 1006.',
    },
  },
});
