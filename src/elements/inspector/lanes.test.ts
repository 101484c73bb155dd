import { describe, expect, it } from 'vitest';
import { concat, toBase64, utf8 } from '../../wire/bytes.ts';
import { readConnections } from '../../wire/connection.ts';
import { encodeCloseBody, encodeFrame } from '../../wire/frame.ts';
import type { ScriptSaw, WireEvent } from '../../wire/wire-event.ts';
import { callOf, courseOf, lanesOf, remarkOn } from './lanes.ts';

// The opening handshake of RFC 6455 §1.3.
const request =
  'GET /chat HTTP/1.1\r\nHost: localhost:8080\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: chat, superchat\r\nSec-WebSocket-Version: 13\r\n\r\n';
const accepted =
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: chat\r\n\r\n';
const refused = 'HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';
const base = { client: 'ann', connection: 1 } as const;
const attempt = (by: 'browser' | 'node' = 'browser'): WireEvent => ({
  ...base,
  kind: 'attempt',
  at: 0,
  by,
  url: 'ws://localhost:8080/chat',
  says: '',
});
const bytes = (direction: 'sent' | 'received', data: string | Uint8Array): WireEvent => ({
  ...base,
  kind: 'bytes',
  at: 1,
  direction,
  base64: toBase64(typeof data === 'string' ? utf8(data) : data),
});
const script = (saw: ScriptSaw): WireEvent => ({ ...base, kind: 'script', at: 2, saw });
const fin = (by: 'client' | 'server'): WireEvent => ({ ...base, kind: 'end', at: 3, how: 'fin', by });
const abnormal = script({ type: 'close', code: 1006, reason: '', wasClean: false });
const error = script({ type: 'error', message: '' });

function read(...events: readonly WireEvent[]) {
  const [connection] = readConnections(events);
  if (connection === undefined) throw new Error('expected a connection');
  const rows = lanesOf(connection);
  return { connection, rows, remarks: rows.map((_row, index) => remarkOn(rows, index, connection.by)) };
}

describe('the two lanes of a connection', () => {
  it('put beside each thing on the wire what the script was told before the next one came', () => {
    const { rows } = read(
      attempt(),
      bytes('sent', request),
      bytes('received', accepted),
      script({ type: 'open', protocol: 'chat' }),
    );
    expect(rows.map(({ wire, script }) => [wire?.kind, script.map(({ type }) => type)])).toEqual([
      ['request', []],
      ['response', ['open']],
    ]);
  });

  it('have a row for what a script was told with nothing on the wire before it', () => {
    const { rows } = read(
      attempt(),
      script({ type: 'exception', name: 'SyntaxError', message: 'no such subprotocol' }),
    );
    expect(rows).toMatchObject([{ wire: null, script: [{ type: 'exception' }] }]);
  });

  it('keep the places, in the transcript, of everything in a row', () => {
    const { rows } = read(attempt(), bytes('sent', request), bytes('received', refused), error, abnormal);
    expect(rows.at(-1)?.events).toEqual([2, 3, 4]);
  });
});

describe('what a row teaches', () => {
  it('is that a refusal’s status stays with the browser', () => {
    const { remarks } = read(attempt(), bytes('sent', request), bytes('received', refused), error, abnormal);
    expect(remarks).toEqual([undefined, 'The 401 stays with the browser. The script learns that it failed, not why.']);
  });

  it('is the same where TCP ends before the script is told', () => {
    const { remarks } = read(
      attempt(),
      bytes('sent', request),
      bytes('received', refused),
      fin('server'),
      error,
      abnormal,
    );
    expect(remarks.at(-1)).toMatch(/^The 401 stays/);
  });

  it('is that 1006 was sent by nobody, where an open connection broke', () => {
    const { remarks } = read(
      attempt(),
      bytes('sent', request),
      bytes('received', accepted),
      script({ type: 'open', protocol: 'chat' }),
      fin('server'),
      abnormal,
    );
    expect(remarks.at(-1)).toMatch(/nobody sent that number/);
  });

  it('is nothing for a Node program, which may read the status', () => {
    const { remarks } = read(
      attempt('node'),
      bytes('sent', request),
      bytes('received', refused),
      script({ type: 'response', status: 401 }),
      abnormal,
    );
    expect(remarks).toEqual([undefined, undefined]);
  });
});

describe('a connection in a few words', () => {
  it('says what was asked, what came back and how it was closed', () => {
    const close = encodeFrame({ opcode: 8, payload: encodeCloseBody(4401, 'token expired') });
    const { connection } = read(attempt(), bytes('sent', request), bytes('received', concat(utf8(accepted), close)));
    expect(courseOf(connection)).toBe('GET /chat → 101 · closed 4401');
  });

  it('keeps the query to itself, where a credential may be', () => {
    const { connection } = read(attempt(), bytes('sent', request.replace('/chat', '/chat?token=secret')));
    expect(courseOf(connection)).toBe('GET /chat?… → no answer');
  });

  it('says how the code began it', () => {
    const { connection } = read(attempt(), bytes('sent', request));
    expect(callOf(connection)).toBe("new WebSocket('ws://localhost:8080/chat', ['chat', 'superchat'])");
  });
});
