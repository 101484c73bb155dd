import { describe, expect, it } from 'vitest';
import { fromUtf8, latin1 } from './bytes.ts';
import { readRequests, readResponses } from './http-messages.ts';

describe('the messages of a stream (RFC 9112)', () => {
  it('are split by Content-Length', () => {
    const bytes = latin1('POST /login HTTP/1.1\r\nContent-Length: 5\r\n\r\nhelloGET /me HTTP/1.1\r\n\r\n');
    const { messages, end } = readRequests(bytes);
    expect(messages.map(({ head, body }) => `${head.method} ${head.target} ${fromUtf8(body)}`)).toEqual([
      'POST /login hello',
      'GET /me ',
    ]);
    expect(end).toBe(bytes.length);
  });

  it('are split by chunks, whose sizes, extensions and trailers are not content (§7.1)', () => {
    const chunked =
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n';
    const { messages } = readResponses(latin1(`${chunked}HTTP/1.1 204 No Content\r\n\r\n`), ['GET', 'GET']);
    expect(messages.map(({ head, body, whole }) => [head.status, fromUtf8(body), whole])).toEqual([
      [200, 'abc0123456789', true],
      [204, '', true],
    ]);
  });

  it('are unfinished while their bytes are', () => {
    const bytes = latin1('HTTP/1.1 401 Unauthorized\r\nContent-Length: 12\r\n\r\nUnauth');
    expect(readResponses(bytes, ['GET']).messages).toMatchObject([{ whole: false, body: latin1('Unauth') }]);
    expect(readResponses(bytes.subarray(0, 20), ['GET'])).toEqual({ messages: [], end: 0 });
    const chunk = latin1('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab');
    expect(readResponses(chunk, ['GET']).messages).toMatchObject([{ whole: false, body: latin1('ab') }]);
  });

  it('have a body up to the end of the connection where they tell no length (§6.3, item 8)', () => {
    const { messages } = readResponses(latin1('HTTP/1.1 401 No\r\n\r\nbye'), ['GET']);
    expect(messages).toMatchObject([{ whole: false, body: latin1('bye') }]);
  });

  it('have no body in answer to HEAD, and none with 1xx, 204 and 304 (§6.3, item 1)', () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n';
    expect(readResponses(latin1(head + head), ['HEAD', 'HEAD']).messages).toHaveLength(2);
    const interim = latin1('HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    expect(readResponses(interim, ['GET']).messages.map(({ body }) => fromUtf8(body))).toEqual(['', 'ok']);
  });

  it('end with a 101, behind which frames begin', () => {
    const head = 'HTTP/1.1 101 Switching Protocols\r\n\r\n';
    const { messages, end, fault } = readResponses(latin1(`${head}\x81\x02hi`), ['GET']);
    expect(messages).toHaveLength(1);
    expect(end).toBe(head.length);
    expect(fault).toBeUndefined();
  });

  it.each([
    ['a length that is no number', 'HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    ['a chunk size that is no number', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
  ])('stop at %s', (_, text) => {
    expect(readResponses(latin1(text), ['GET'])).toMatchObject({ messages: [], fault: { kind: 'malformed' } });
  });
});
