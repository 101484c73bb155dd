import { describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8 } from './bytes.ts';
import { encodeCloseBody, encodeFrame, masked, opcodes, parseCloseBody } from './frame.ts';

describe('a frame (RFC 6455 §5.2)', () => {
  it('is written as in the examples of RFC 6455 §5.7', () => {
    const maskingKey = fromHex('37fa213d');
    expect(toHex(encodeFrame({ opcode: opcodes.text, payload: utf8('Hello') }))).toBe('810548656c6c6f');
    expect(toHex(encodeFrame({ opcode: opcodes.text, payload: utf8('Hello'), maskingKey }))).toBe(
      '818537fa213d7f9f4d5158',
    );
    expect(toHex(encodeFrame({ opcode: opcodes.text, payload: utf8('Hel'), fin: false }))).toBe('010348656c');
    expect(toHex(encodeFrame({ opcode: opcodes.continuation, payload: utf8('lo') }))).toBe('80026c6f');
    expect(toHex(encodeFrame({ opcode: opcodes.ping, payload: utf8('Hello') }))).toBe('890548656c6c6f');
    expect(toHex(encodeFrame({ opcode: opcodes.pong, payload: utf8('Hello'), maskingKey }))).toBe(
      '8a8537fa213d7f9f4d5158',
    );
  });

  it('has a length in the fewest bytes that hold it', () => {
    const headerOf = (length: number) =>
      toHex(encodeFrame({ opcode: opcodes.binary, payload: new Uint8Array(length) }).subarray(0, 10), ' ');
    expect(headerOf(125)).toMatch(/^82 7d 00/);
    expect(headerOf(126)).toMatch(/^82 7e 00 7e 00/);
    expect(headerOf(256)).toMatch(/^82 7e 01 00/);
    expect(headerOf(65_535)).toMatch(/^82 7e ff ff/);
    expect(headerOf(65_536)).toMatch(/^82 7f 00 00 00 00 00 01 00 00/);
  });

  it('carries the bits of an extension where they are asked for', () => {
    expect(toHex(encodeFrame({ opcode: opcodes.text, rsv1: true }))).toBe('c100');
    expect(toHex(encodeFrame({ opcode: opcodes.text, rsv2: true, rsv3: true }))).toBe('b100');
  });

  it('unmasks what it masks, also from the middle of a payload', () => {
    const key = fromHex('37fa213d');
    const whole = masked(utf8('Hello'), key);
    expect(toHex(whole)).toBe('7f9f4d5158');
    expect(toHex(masked(whole.subarray(2), key, 2))).toBe(toHex(utf8('llo')));
  });
});

describe('the body of a Close frame (RFC 6455 §5.5.1)', () => {
  it('is a code in two bytes and a reason', () => {
    expect(toHex(encodeCloseBody(4401, 'Unauthorized'))).toBe('1131556e617574686f72697a6564');
    expect(parseCloseBody(fromHex('03f0556e617574686f72697a6564'))).toEqual({ code: 1008, reason: 'Unauthorized' });
  });

  it('may be empty, and then has no code', () => {
    expect(parseCloseBody(new Uint8Array())).toEqual({ reason: '' });
  });

  it('holds a reason of 123 bytes at most, counted in UTF-8', () => {
    expect(encodeCloseBody(4401, 'é'.repeat(61))).toHaveLength(124);
    expect(() => encodeCloseBody(4401, 'é'.repeat(62))).toThrow(RangeError);
  });
});
