import { describe, expect, it } from 'vitest';
import { EventFault, readEvent } from './read-event.ts';

const base = { client: 'ann', at: 1.5 };

describe('a wire event read from JSON', () => {
  it.each([
    { ...base, kind: 'attempt', connection: 1, by: 'node', url: 'ws://localhost:8080/', says: '' },
    { ...base, kind: 'bytes', connection: 1, direction: 'sent', base64: 'aGk=' },
    { ...base, kind: 'bytes', connection: 1, direction: 'received', length: 70_000, sha256: 'ab', head: 'aGk=' },
    { ...base, kind: 'script', connection: 1, saw: { type: 'close', code: 1006, reason: '', wasClean: false } },
    {
      ...base,
      kind: 'answer',
      connection: 2,
      request: 'GET /me',
      status: 401,
      headers: { a: 'b' },
      setCookie: [],
      body: '',
    },
    { ...base, kind: 'done', virtual: 1_000, step: '0' },
  ])('is itself: $kind', (event) => {
    expect(readEvent(event)).toBe(event);
  });

  it.each([
    ['an event: expected an object, found null', null],
    ['kind: expected one of attempt, token', { ...base, kind: 'constructor' }],
    ['at: expected number, found "1"', { ...base, kind: 'done', at: '1' }],
    [
      'by: expected one of node, browser, raw, http, found "curl"',
      { ...base, kind: 'attempt', connection: 1, by: 'curl', url: '', says: '' },
    ],
    ['base64: expected base64, found "a*"', { ...base, kind: 'bytes', connection: 1, direction: 'sent', base64: 'a*' }],
    [
      'length: expected a whole number of bytes, no fewer than the 2 of head, found 1',
      { ...base, kind: 'bytes', connection: 1, direction: 'sent', length: 1, sha256: 'ab', head: 'aGk=' },
    ],
    ['length: expected number, found nothing', { ...base, kind: 'bytes', connection: 1, direction: 'sent' }],
    [
      'saw.code: expected number, found nothing',
      { ...base, kind: 'script', connection: 1, saw: { type: 'close', reason: '', wasClean: true } },
    ],
    ['saw.type: expected one of open', { ...base, kind: 'script', connection: 1, saw: { type: 'toString' } }],
    [
      'headers: expected text by name, found {"a":1}',
      { ...base, kind: 'answer', connection: 1, request: '', status: 1, headers: { a: 1 }, setCookie: [], body: '' },
    ],
    ['virtual: expected number, found null', { ...base, kind: 'done', virtual: null }],
  ])('is refused with words: %s', (says, value) => {
    expect(() => readEvent(value)).toThrow(EventFault);
    expect(() => readEvent(value)).toThrow(says);
  });
});
