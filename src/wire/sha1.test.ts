import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from './bytes.ts';
import { acceptSteps, isKey } from './sec-websocket-accept.ts';
import { sha1 } from './sha1.ts';

describe('SHA-1 (RFC 3174)', () => {
  it('answers the examples of RFC 3174 §7.3', () => {
    expect(toHex(sha1(utf8('abc')))).toBe('a9993e364706816aba3e25717850c26c9cd0d89d');
    expect(toHex(sha1(utf8('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')))).toBe(
      '84983e441c3bd26ebaae4aa1f95129e5e54670f1',
    );
    expect(toHex(sha1(utf8('a'.repeat(1_000_000))))).toBe('34aa973cd4c4daa4f61eeb2bdbad27316534016f');
  });

  it('agrees with Node on any bytes, block borders included', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        (bytes) => toHex(sha1(bytes)) === createHash('sha1').update(bytes).digest('hex'),
      ),
    );
  });
});

describe('Sec-WebSocket-Accept (RFC 6455 §4.2.2)', () => {
  it('comes about as in the example of RFC 6455 §1.3', () => {
    expect(acceptSteps('dGhlIHNhbXBsZSBub25jZQ==')).toEqual({
      key: 'dGhlIHNhbXBsZSBub25jZQ==',
      guid: '258EAFA5-E914-47DA-95CA-C5AB0DC85B11',
      joined: 'dGhlIHNhbXBsZSBub25jZQ==258EAFA5-E914-47DA-95CA-C5AB0DC85B11',
      sha1: 'b37a4f2cc0624f1690f64606cf385945b2bec4ea',
      accept: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
    });
  });

  it('wants a key of 16 bytes in base64', () => {
    expect(isKey('dGhlIHNhbXBsZSBub25jZQ==')).toBe(true);
    expect(isKey('dGhlIHNhbXBsZSBub25jZQ')).toBe(false);
    expect(isKey('dG9vIHNob3J0')).toBe(false);
    expect(isKey('')).toBe(false);
  });
});
