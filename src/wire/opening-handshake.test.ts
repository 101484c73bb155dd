import { describe, expect, it } from 'vitest';
import { latin1 } from './bytes.ts';
import { parseRequestHead, parseResponseHead, type RequestHead, type ResponseHead } from './http-head.ts';
import { isCompressed, requestRequirements, responseRequirements } from './opening-handshake.ts';

const asked = {
  Host: 'server.example.com',
  Upgrade: 'websocket',
  Connection: 'Upgrade',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Protocol': 'chat, superchat',
  'Sec-WebSocket-Version': '13',
};
const answered = {
  Upgrade: 'websocket',
  Connection: 'Upgrade',
  'Sec-WebSocket-Accept': 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
  'Sec-WebSocket-Protocol': 'chat',
};

function request(fields: Readonly<Record<string, string>>, line = 'GET /chat HTTP/1.1'): RequestHead {
  return parseRequestHead(latin1(lines(line, fields))) as RequestHead;
}

function response(fields: Readonly<Record<string, string>>, line = 'HTTP/1.1 101 Switching Protocols'): ResponseHead {
  return parseResponseHead(latin1(lines(line, fields))) as ResponseHead;
}

function lines(line: string, fields: Readonly<Record<string, string>>): string {
  return [line, ...Object.entries(fields).map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
}

const unmetIn = (head: RequestHead) =>
  requestRequirements(head)
    .filter(({ holds }) => !holds)
    .map(({ section }) => section);
const unmetOf = (head: ResponseHead, of = request(asked)) =>
  responseRequirements(of, head)
    .filter(({ holds }) => !holds)
    .map(({ section }) => section);

describe('the request of an opening handshake (RFC 6455 §4.1)', () => {
  it('meets all requirements in the example of RFC 6455 §1.2', () => {
    expect(unmetIn(request(asked))).toEqual([]);
  });

  it.each([
    ['another method', request(asked, 'POST /chat HTTP/1.1'), 2],
    ['HTTP/1.0', request(asked, 'GET /chat HTTP/1.0'), 2],
    ['another protocol to upgrade to', request({ ...asked, Upgrade: 'h2c' }), 5],
    ['a Connection without Upgrade', request({ ...asked, Connection: 'keep-alive' }), 6],
    ['a short key', request({ ...asked, 'Sec-WebSocket-Key': 'c2hvcnQ=' }), 7],
    ['version 8', request({ ...asked, 'Sec-WebSocket-Version': '8' }), 9],
    ['a subprotocol with a space', request({ ...asked, 'Sec-WebSocket-Protocol': 'Bearer abc' }), 10],
    ['a subprotocol twice', request({ ...asked, 'Sec-WebSocket-Protocol': 'chat, chat' }), 10],
  ])('does not with %s', (_, head, item) => {
    expect(unmetIn(head)).toEqual([`RFC 6455 §4.1, item ${item}`]);
  });

  it('names what it lacks', () => {
    expect(unmetIn(request({}))).toEqual([4, 5, 6, 7, 9].map((item) => `RFC 6455 §4.1, item ${item}`));
  });
});

describe('the response of an opening handshake (RFC 6455 §4.1)', () => {
  it('meets all requirements in the example of RFC 6455 §1.2', () => {
    expect(unmetOf(response(answered))).toEqual([]);
  });

  it.each([
    ['another status', response(answered, 'HTTP/1.1 401 Unauthorized'), 1],
    ['another protocol', response({ ...answered, Upgrade: 'h2c' }), 2],
    ['a Connection without Upgrade', response({ ...answered, Connection: 'close' }), 3],
    ['the answer to another key', response({ ...answered, 'Sec-WebSocket-Accept': 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' }), 4],
    [
      'an extension that nobody offered',
      response({ ...answered, 'Sec-WebSocket-Extensions': 'permessage-deflate' }),
      5,
    ],
    ['a subprotocol that nobody offered', response({ ...answered, 'Sec-WebSocket-Protocol': 'other' }), 6],
  ])('does not with %s', (_, head, item) => {
    expect(unmetOf(head)).toEqual([`RFC 6455 §4.1, response item ${item}`]);
  });

  it('may use an extension that was offered with other parameters', () => {
    const offering = request({ ...asked, 'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits' });
    const using = response({
      ...answered,
      'Sec-WebSocket-Extensions': 'permessage-deflate; server_no_context_takeover',
    });
    expect(unmetOf(using, offering)).toEqual([]);
    expect(isCompressed(using)).toBe(true);
    expect(isCompressed(response(answered))).toBe(false);
  });
});
