import { afterAll, beforeAll, describe, test } from 'vitest';
import { connect, ended, head, hex, raw, until } from '../../src/check/authoring.ts';
import type { Data, Script } from '../../src/check/protocol.ts';
import type { Sandbox } from '../../src/sandbox/contract.ts';
import { openThreadSandbox } from '../../src/sandbox/embedded/thread-sandbox.ts';
import { openNodeSandbox } from '../../src/sandbox/node/node-sandbox.ts';
import { hardAttempts } from '../fixtures/hard-attempts.ts';
import { programs } from '../fixtures/programs.ts';
import { open } from '../fixtures/servers.ts';
import { expectParity } from './parity.ts';

const upgrade = [
  'Host: localhost',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
];
const upgradeWithout = (name: string, ...instead: string[]) =>
  head('GET / HTTP/1.1', ...upgrade.filter((field) => !field.startsWith(`${name}:`)), ...instead);

const ascii = (octets: string) => hex(Buffer.from(octets).toString('hex'));
/** A sound handshake and, right behind it, these bytes in hex. */
const opened = (frames: string) =>
  hex(`${Buffer.from(['GET / HTTP/1.1', ...upgrade, '', ''].join('\r\n')).toString('hex')} ${frames}`);

/** Heads that a parser must take or refuse exactly as Node's does: what one host lets through, a check on it would teach. */
const heads: Readonly<Record<string, Data>> = {
  'a plain request': head('GET / HTTP/1.1', 'Host: localhost', 'Connection: close'),
  'a request of HTTP/1.0': head('GET / HTTP/1.0'),
  'no Host': head('GET / HTTP/1.1', 'Connection: close'),
  'two Hosts': head('GET / HTTP/1.1', 'Host: a', 'Host: b', 'Connection: close'),
  'an upgrade': head('GET / HTTP/1.1', ...upgrade),
  'an upgrade by POST': head('POST / HTTP/1.1', ...upgrade),
  'no key': upgradeWithout('Sec-WebSocket-Key'),
  'a short key': upgradeWithout('Sec-WebSocket-Key', 'Sec-WebSocket-Key: abc'),
  'version 7': upgradeWithout('Sec-WebSocket-Version', 'Sec-WebSocket-Version: 7'),
  'another upgrade': upgradeWithout('Upgrade', 'Upgrade: h2c'),
  'a subprotocol with a space': head('GET / HTTP/1.1', ...upgrade, 'Sec-WebSocket-Protocol: Bearer abc'),
  'a duplicate subprotocol': head('GET / HTTP/1.1', ...upgrade, 'Sec-WebSocket-Protocol: a, a'),
  'an extension that cannot be read': head('GET / HTTP/1.1', ...upgrade, 'Sec-WebSocket-Extensions: ;'),
  compression: head('GET / HTTP/1.1', ...upgrade, 'Sec-WebSocket-Extensions: permessage-deflate'),
  'a NUL in a field': ascii('GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n'),
  'a bare LF': ascii('GET / HTTP/1.1\nHost: a\nConnection: close\n\n'),
  'a folded field': head('GET / HTTP/1.1', 'Host: localhost', 'X-Folded: a', ' b', 'Connection: close'),
  'a space before the colon': head('GET / HTTP/1.1', 'Host : localhost'),
  'a field without a colon': head('GET / HTTP/1.1', 'Host'),
  'Content-Length and Transfer-Encoding': head(
    'POST / HTTP/1.1',
    'Host: a',
    'Content-Length: 4',
    'Transfer-Encoding: chunked',
  ),
  'two Content-Lengths': head('POST / HTTP/1.1', 'Host: a', 'Content-Length: 4', 'Content-Length: 5'),
  'a bad chunk': ascii('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n'),
  'an unknown method': head('FROB / HTTP/1.1', 'Host: a'),
  'a request target with a space': head('GET /a b HTTP/1.1', 'Host: a'),
  'HTTP/2 by prior knowledge': ascii('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  'a head of 20 kB': head('GET / HTTP/1.1', 'Host: a', `X-Long: ${'a'.repeat(20_000)}`),
  'a target of 20 kB': head(`GET /?token=${'a'.repeat(20_000)} HTTP/1.1`, 'Host: a'),
  'Expect: 100-continue': head(
    'POST / HTTP/1.1',
    'Host: a',
    'Expect: 100-continue',
    'Content-Length: 0',
    'Connection: close',
  ),
  'an unknown expectation': head('POST / HTTP/1.1', 'Host: a', 'Expect: 200-maybe', 'Connection: close'),
  'two requests at once': ascii(
    'GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  ),
  'bytes of TLS': hex('16 03 01 00 05 01 00 00 01 00'),
  'a frame behind the head': opened('81 85 00 00 00 00 68 65 6c 6c 6f'),
  'a binary frame, masked': opened('82 81 01 02 03 04 00 88 80 00 00 00 00'),
  'a reserved opcode': opened('83 80 00 00 00 00'),
  'a reserved bit': opened('c1 80 00 00 00 00'),
  'text that is no UTF-8': opened('81 82 00 00 00 00 c3 28'),
  'a ping of 126 bytes': opened(`89 fe 00 7e 00 00 00 00 ${'00'.repeat(126)}`),
  'a close of one byte': opened('88 81 00 00 00 00 03'),
  'a close with 1005': opened('88 82 00 00 00 00 03 ed'),
};

describe('the embedded host has the bytes of plain Node', () => {
  let native: Sandbox;
  let embedded: Sandbox;
  beforeAll(async () => {
    native = await openNodeSandbox();
    embedded = await openThreadSandbox();
  });
  afterAll(() => Promise.all([native.dispose(), embedded.dispose()]));

  for (const { title, files, clock = false, script } of hardAttempts) {
    test(`where ${title}`, () => expectParity(native, embedded, { files, clock, programs }, script));
  }

  test('for every head and frame, sound or not', async () => {
    const script: Script = Object.entries(heads).flatMap(([client, bytes]) => [
      connect(client, raw(bytes)),
      until(client, ended(), { within: '300ms' }),
    ]);
    await expectParity(native, embedded, { files: open, programs }, script);
  });
});
