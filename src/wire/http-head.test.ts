import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1 } from './bytes.ts';
import {
  encodeHead,
  endOfHead,
  type Field,
  fieldValue,
  hasMember,
  listValue,
  parseRequestHead,
  parseResponseHead,
  type RequestHead,
} from './http-head.ts';

const request = `GET /chat HTTP/1.1\r
Host: server.example.com\r
Upgrade: websocket\r
Connection: keep-alive, Upgrade\r
Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
Origin: http://example.com\r
Sec-WebSocket-Protocol: chat, superchat\r
Sec-WebSocket-Version: 13\r
\r
`;

function headOf(text: string): RequestHead {
  const head = parseRequestHead(latin1(text));
  if (head.kind === 'malformed') throw new Error(`${head.expected}: ${head.found}`);
  return head;
}

const name = fc.stringMatching(/^[A-Za-z\d!#$%&'*+.^_`|~-]{1,12}$/);
const value = fc.stringMatching(/^([!-~\u00a0-\u00ff]([ -~]{0,12}[!-~])?)?$/);
const fields: fc.Arbitrary<readonly Field[]> = fc.array(fc.record({ name, value }), { maxLength: 5 });

describe('an HTTP head (RFC 9112)', () => {
  it('is read as in the example of RFC 6455 §1.2', () => {
    const head = headOf(request);
    expect(head).toMatchObject({ method: 'GET', target: '/chat', version: 'HTTP/1.1' });
    expect(fieldValue(head, 'ORIGIN')).toBe('http://example.com');
    expect(listValue(head, 'sec-websocket-protocol')).toEqual(['chat', 'superchat']);
    expect(hasMember(head, 'connection', 'upgrade')).toBe(true);
    expect(fieldValue(head, 'cookie')).toBeUndefined();
  });

  it('is written as it was read', () => {
    expect(encodeHead(headOf(request))).toEqual(latin1(request));
  });

  it('comes back from its bytes, whatever its fields', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Z]{1,8}$/),
        fc.stringMatching(/^\/[!-~]{0,20}$/),
        fields,
        (method, target, all) => {
          const head: RequestHead = { kind: 'request', method, target, version: 'HTTP/1.1', fields: all };
          expect(parseRequestHead(encodeHead(head))).toEqual(head);
        },
      ),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 999 }),
        fc.stringMatching(/^[!-~]{0,10}$/),
        fields,
        (status, reason, all) => {
          const head = { kind: 'response', version: 'HTTP/1.1', status, reason, fields: all } as const;
          expect(parseResponseHead(encodeHead(head))).toEqual(head);
        },
      ),
    );
  });

  it('may lack the reason of its status, with and without the space before it', () => {
    expect(parseResponseHead(latin1('HTTP/1.1 403 \r\n\r\n'))).toMatchObject({ status: 403, reason: '' });
    expect(parseResponseHead(latin1('HTTP/1.1 403\r\n\r\n'))).toMatchObject({ status: 403, reason: '' });
  });

  it('puts lines of one field together and keeps the white space inside of a value', () => {
    const head = headOf('GET / HTTP/1.1\r\nA:\t one  two \r\na: three\r\n\r\n');
    expect(fieldValue(head, 'a')).toBe('one  two, three');
  });

  it('takes away the white space around a value, however much of it stands inside', () => {
    const value = `a${' '.repeat(1_000_000)}b`;
    expect(fieldValue(headOf(`GET / HTTP/1.1\r\nA: \t${value}\t \r\nB: \t \r\n\r\n`), 'a')).toBe(value);
    expect(fieldValue(headOf(`GET / HTTP/1.1\r\nA:x\r\nB: \t \r\n\r\n`), 'b')).toBe('');
  });

  it.each([
    ['a method with a colon', 'G:T / HTTP/1.1\r\n\r\n', 'RFC 9112 §3'],
    ['no version', 'GET /\r\n\r\n', 'RFC 9112 §3'],
    ['two spaces', 'GET  / HTTP/1.1\r\n\r\n', 'RFC 9112 §3'],
    ['a field without a colon', 'GET / HTTP/1.1\r\nHost\r\n\r\n', 'RFC 9112 §5'],
    ['a space before the colon', 'GET / HTTP/1.1\r\nHost : a\r\n\r\n', 'RFC 9112 §5'],
    ['a folded line', 'GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n', 'RFC 9112 §5'],
    ['a NUL in a value', 'GET / HTTP/1.1\r\nA: b\0c\r\n\r\n', 'RFC 9112 §5'],
    ['a bare line feed in a value', 'GET / HTTP/1.1\r\nA: b\nC: d\r\n\r\n', 'RFC 9112 §5'],
  ])('is refused with %s', (_, text, section) => {
    expect(parseRequestHead(latin1(text))).toMatchObject({ kind: 'malformed', section });
  });

  it('ends with its first empty line', () => {
    expect(endOfHead(latin1(`${request}body\r\n\r\n`))).toBe(request.length);
    expect(endOfHead(latin1(request.slice(0, -1)))).toBe(-1);
  });
});
