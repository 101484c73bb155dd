import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, fromUtf8, toHex, utf8 } from './bytes.ts';
import { encodeFrame, isControl, opcodes } from './frame.ts';
import { createFrameReader, readFrames, type StreamRules } from './frame-reader.ts';

const fromServer: StreamRules = { sender: 'server', compressed: false };
const fromClient: StreamRules = { sender: 'client', compressed: false };

/** The sentences of all rules that the frames of a stream break. */
function faultsOf(hex: string, rules: StreamRules): readonly string[] {
  return readFrames(fromHex(hex), rules).flatMap(({ faults }) =>
    faults.map(({ section, says }) => `${section}: ${says}`),
  );
}

const maskingKey = fc.option(fc.uint8Array({ minLength: 4, maxLength: 4 }), { nil: undefined });
const frames = fc.array(
  fc.record({
    fin: fc.boolean(),
    rsv1: fc.boolean(),
    rsv2: fc.boolean(),
    rsv3: fc.boolean(),
    opcode: fc.integer({ min: 0, max: 15 }),
    maskingKey,
    payload: fc.oneof(
      fc.uint8Array({ maxLength: 20 }),
      fc.constantFrom(125, 126, 127, 65_535, 65_536).map((length) => new Uint8Array(length).fill(7)),
    ),
  }),
  { maxLength: 6 },
);

describe('reading frames (RFC 6455 §5.2)', () => {
  it('reads the examples of RFC 6455 §5.7', () => {
    const [hello] = readFrames(fromHex('818537fa213d7f9f4d5158'), fromClient);
    expect(hello).toMatchObject({ fin: true, opcode: opcodes.text, length: 5, headerSize: 6, offset: 0, faults: [] });
    expect(fromUtf8(hello?.payload ?? new Uint8Array())).toBe('Hello');
    expect(readFrames(fromHex('0103 48656c 8002 6c6f'), fromServer).map(({ payload }) => fromUtf8(payload))).toEqual([
      'Hel',
      'lo',
    ]);
  });

  it('gives back every frame that was written', () => {
    fc.assert(
      fc.property(frames, (written) => {
        const stream = concat(
          ...written.map((frame) =>
            encodeFrame({ ...frame, ...(frame.maskingKey && { maskingKey: frame.maskingKey }) } as never),
          ),
        );
        const read = readFrames(stream, fromClient);
        expect(read).toHaveLength(written.length);
        read.forEach((frame, index) => {
          const { payload, maskingKey: key, ...bits } = written[index] ?? expect.fail();
          expect(frame).toMatchObject(bits);
          expect(frame.length).toBe(payload.length);
          expect(toHex(frame.maskingKey ?? new Uint8Array())).toBe(toHex(key ?? new Uint8Array()));
          expect(toHex(frame.payload)).toBe(toHex(payload));
          expect(frame.offset).toBe(
            read.slice(0, index).reduce((size, { headerSize, length }) => size + headerSize + length, 0),
          );
        });
      }),
      { numRuns: 25 },
    );
  });

  it('finds the same frames wherever the stream is cut', () => {
    const small = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(small, fc.array(fc.nat(300)), fc.constantFrom(fromClient, fromServer), (stream, cuts, rules) => {
        const reader = createFrameReader(rules);
        const places = [0, ...cuts.map((cut) => Math.min(cut, stream.length)).sort((a, b) => a - b), stream.length];
        const pieces = places.slice(1).map((end, index) => stream.subarray(places[index], end));
        const read = pieces.flatMap((piece) => reader.feed(piece));
        expect(read).toEqual(readFrames(stream, rules));
        const size = read.reduce((total, { headerSize, length }) => total + headerSize + length, 0);
        if (reader.lost === undefined) expect(toHex(reader.pending())).toBe(toHex(stream.subarray(size)));
      }),
    );
  });

  it('feeds on single bytes as on the whole', () => {
    const stream = concat(
      encodeFrame({ opcode: opcodes.text, payload: utf8('x'.repeat(1_000)), maskingKey: fromHex('01020304') }),
      encodeFrame({ opcode: opcodes.ping, maskingKey: fromHex('01020304') }),
    );
    const reader = createFrameReader(fromClient);
    const read = Array.from(stream, (byte) => reader.feed(Uint8Array.of(byte))).flat();
    expect(read).toEqual(readFrames(stream, fromClient));
  });

  it('tells of a frame that has begun what is known of it', () => {
    const reader = createFrameReader(fromServer);
    expect(reader.feed(fromHex('8105 486'.concat('5')))).toEqual([]);
    expect(reader.unfinished()).toMatchObject({ opcode: opcodes.text, length: 5 });
    expect(fromUtf8(reader.unfinished()?.payload ?? new Uint8Array())).toBe('He');
    expect(toHex(reader.pending())).toBe('81054865');
  });

  it('passes over bytes that nobody wrote down where they lie in one payload', () => {
    const reader = createFrameReader(fromServer);
    reader.feed(fromHex('81 7e 03 e8 61 61'));
    expect(reader.skip(900)).toEqual([]);
    const [long, next] = reader.feed(concat(utf8('a'.repeat(98)), fromHex('8100')));
    expect(long).toMatchObject({ length: 1_000 });
    expect(long?.payload).toHaveLength(100);
    expect(next).toMatchObject({ opcode: opcodes.text, length: 0, offset: 1_004 });
    expect(reader.lost).toBeUndefined();
  });

  it('gives up where a frame ends among bytes that nobody wrote down', () => {
    const reader = createFrameReader(fromServer);
    reader.feed(fromHex('8105 48'));
    reader.skip(10);
    expect(reader.lost?.section).toBe('the recording');
    expect(reader.feed(fromHex('8100'))).toEqual([]);
  });

  it('gives up on a length that nobody can send', () => {
    const reader = createFrameReader(fromServer);
    expect(reader.feed(fromHex('82 7f ff ff ff ff ff ff ff ff'))).toEqual([]);
    expect(reader.lost?.section).toBe('RFC 6455 §5.2');
  });
});

describe('the rules that a frame breaks', () => {
  it('breaks none in ordinary traffic', () => {
    expect(faultsOf('818537fa213d7f9f4d5158 888237fa213d3412', fromClient)).toEqual([]);
    expect(faultsOf('8103616263 0101 61 8900 8001 62 880203e8', fromServer)).toEqual([]);
  });

  it.each([
    ['an unmasked frame of a client', '8102 6869', fromClient, 'RFC 6455 §5.1'],
    ['a masked frame of a server', '8182 00000000 6869', fromServer, 'RFC 6455 §5.1'],
    ['RSV1 without an extension', 'c100', fromServer, 'RFC 6455 §5.2'],
    ['RSV2 with compression', 'a100', { sender: 'server', compressed: true }, 'RFC 6455 §5.2'],
    ['a reserved opcode', '8300', fromServer, 'RFC 6455 §5.2'],
    ['a length in more bytes than it needs', '81 7e 00 01 61', fromServer, 'RFC 6455 §5.2'],
    ['a continuation of nothing', '8000', fromServer, 'RFC 6455 §5.4'],
    ['a message inside another', '0100 8100', fromServer, 'RFC 6455 §5.4'],
    ['a control frame of 126 bytes', `89 7e 00 7e ${'00'.repeat(126)}`, fromServer, 'RFC 6455 §5.5'],
    ['a fragmented ping', '0900', fromServer, 'RFC 6455 §5.5'],
    ['a Close body of one byte', '8801 03', fromServer, 'RFC 6455 §5.5.1'],
    ['a code that no frame carries', '8802 03ee', fromServer, 'RFC 6455 §7.4'],
    ['a text that is not UTF-8', '8101 ff', fromServer, 'RFC 6455 §8.1'],
  ] as const)('tells of %s', (_, hex, rules, section) => {
    expect(faultsOf(hex, rules).map((fault) => fault.split(':')[0])).toEqual([section]);
  });

  it('lets RSV1 begin a compressed message and nothing else', () => {
    const rules: StreamRules = { sender: 'server', compressed: true };
    expect(faultsOf('c100', rules)).toEqual([]);
    expect(readFrames(fromHex('c100'), rules)[0]?.compressed).toBe(true);
    expect(readFrames(fromHex('8100'), rules)[0]?.compressed).toBe(false);
    expect(isControl(opcodes.close)).toBe(true);
  });
});
