import { describe, expect, it } from 'vitest';
import { closeCodes, describeCloseCode, mayBeOnTheWire } from './close-code.ts';
import { describeField } from './header-field.ts';
import { parseSetCookie } from './set-cookie.ts';

describe('close codes (RFC 6455 §7.4)', () => {
  it('has each code once, in order', () => {
    const codes = closeCodes.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort((a, b) => a - b));
  });

  it('lets no frame carry 1004, 1005, 1006, 1015, nor what is outside of the ranges', () => {
    const all = Array.from({ length: 5_100 }, (_, code) => code);
    const forbidden = all.filter((code) => code >= 1000 && code <= 1015 && !mayBeOnTheWire(code));
    expect(forbidden).toEqual([1004, 1005, 1006, 1015]);
    expect(all.filter((code) => (code < 1000 || code > 4999) && mayBeOnTheWire(code))).toEqual([]);
    expect(all.filter((code) => code >= 1016 && code <= 2999 && mayBeOnTheWire(code))).toEqual([]);
    expect(all.filter((code) => code >= 3000 && code <= 4999 && !mayBeOnTheWire(code))).toEqual([]);
  });

  it('names IANA’s and the course’s', () => {
    expect([3000, 3003, 3008, 4401, 4408].map((code) => describeCloseCode(code).name)).toEqual([
      'Unauthorized',
      'Forbidden',
      'Timeout',
      'Not authenticated',
      'Too late',
    ]);
    expect(describeCloseCode(4999).name).toBe('Private use');
  });
});

describe('header fields', () => {
  it('are known by their names in any case, with the section that says so', () => {
    expect(describeField('sec-websocket-accept')).toMatchObject({
      name: 'Sec-WebSocket-Accept',
      source: 'RFC 6455 §11.3.3',
    });
    expect(describeField('X-Nobody-Knows')).toBeUndefined();
  });
});

describe('Set-Cookie (RFC 6265 §5.2)', () => {
  it('is read with its attributes in any case', () => {
    expect(parseSetCookie('__Host-session=abc=1; path=/; SECURE; HttpOnly; samesite=strict')).toEqual({
      name: '__Host-session',
      value: 'abc=1',
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'Strict',
    });
  });

  it('has no flag that is not there', () => {
    expect(parseSetCookie('a=b')).toEqual({ name: 'a', value: 'b', secure: false, httpOnly: false });
  });
});
