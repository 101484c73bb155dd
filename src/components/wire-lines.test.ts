import { expect, it } from 'vitest';
import { lanesOf } from '../elements/inspector/lanes.ts';
import { readConnections } from '../wire/connection.ts';
import { readRecording } from './recording.ts';
import { scriptLines, wireLines } from './wire-lines.ts';

const bytes = (direction: string, text: string, at: number) =>
  JSON.stringify({
    kind: 'bytes',
    client: 'eve',
    at,
    connection: 1,
    direction,
    base64: Buffer.from(text, 'latin1').toString('base64'),
  });
const recording = [
  '{"wsrec":1,"id":"a","host":"node","made":"0000000000000000"}',
  '{"kind":"attempt","client":"eve","at":1,"connection":1,"by":"browser","url":"ws://localhost:8080/","says":""}',
  bytes('sent', 'GET / HTTP/1.1\r\nHost: localhost:8080\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n', 2),
  bytes('received', 'HTTP/1.1 401 Unauthorized\r\nContent-Length: 4\r\n\r\nnope', 3),
  '{"kind":"end","client":"eve","at":4,"connection":1,"how":"fin","by":"server"}',
  '{"kind":"script","client":"eve","at":5,"connection":1,"saw":{"type":"error","message":""}}',
  '{"kind":"script","client":"eve","at":6,"connection":1,"saw":{"type":"close","code":1006,"reason":"","wasClean":false}}',
  '',
].join('\n');

const rows = () => {
  const [connection] = readConnections(readRecording(recording));
  return connection ? lanesOf(connection) : [];
};

it('prints a refused handshake line by line, with the way each message went', () => {
  expect(rows().map(({ wire }) => wire && wireLines(wire))).toEqual([
    { way: 'sent', lines: ['GET / HTTP/1.1', 'Host: localhost:8080', 'Connection: Upgrade', 'Upgrade: websocket'] },
    { way: 'received', lines: ['HTTP/1.1 401 Unauthorized', 'Content-Length: 4', '', 'nope'] },
    { way: 'received', lines: ['TCP ended (FIN)'] },
  ]);
});

it('prints what the script of the page was told, which is not why', () => {
  expect(rows().flatMap(scriptLines)).toEqual(['error', 'close 1006']);
});

it('refuses a recording with a line that is no event', () => {
  expect(() => readRecording('{"kind":"bytes"}')).toThrow(/expected/);
});
