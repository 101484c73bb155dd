import { describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8 } from '../../wire/bytes.ts';
import { encodeFrame, type FrameParts } from '../../wire/frame.ts';
import { readFrames } from '../../wire/frame-reader.ts';
import { fieldsOf, SHOWN_PAYLOAD, unmasking } from './frame-bytes.ts';

function frame(hex: string, sender: 'client' | 'server') {
  const [read] = readFrames(fromHex(hex), { sender, compressed: false });
  if (read === undefined) throw new Error(`expected a whole frame, found ${hex}`);
  return read;
}

const inOrder = (parts: FrameParts) => {
  const bytes = encodeFrame(parts);
  return { bytes, fields: fieldsOf(frame(toHex(bytes), parts.maskingKey === undefined ? 'server' : 'client')) };
};

describe('the fields of a frame', () => {
  it('are those of the masked "Hello" of RFC 6455 §5.7, as it lay on the wire', () => {
    const fields = fieldsOf(frame('81 85 37 fa 21 3d 7f 9f 4d 51 58', 'client'));
    expect(fields.map(({ name, offset, bits, bytes }) => [name, offset, bits ?? toHex(bytes, ' ')])).toEqual([
      ['FIN', 0, '1'],
      ['RSV1–3', 0, '000'],
      ['Opcode', 0, '0001'],
      ['Mask', 1, '1'],
      ['Length', 1, '0000101'],
      ['Masking key', 2, '37 fa 21 3d'],
      ['Payload', 6, '7f 9f 4d 51 58'],
    ]);
  });

  it('have an extended length where the length does not fit into seven bits', () => {
    const { fields } = inOrder({ opcode: 2, payload: new Uint8Array(256) });
    const extended = fields.find(({ name }) => name === 'Extended length');
    expect(toHex(extended?.bytes ?? new Uint8Array())).toBe('0100');
    expect(fields.at(-1)?.value).toBe(`256 bytes, the first ${SHOWN_PAYLOAD} shown`);
  });

  it('show a length that was written in more bytes than it needs as it was written', () => {
    const fields = fieldsOf(frame('81 7e 00 05 48 65 6c 6c 6f', 'server'));
    expect(fields.map(({ name, bits, bytes }) => [name, bits ?? toHex(bytes, ' ')])).toContainEqual([
      'Length',
      '1111110',
    ]);
    expect(fields.map(({ name, bytes }) => [name, toHex(bytes, ' ')])).toContainEqual(['Extended length', '00 05']);
  });

  it('put together are the bytes of the frame, up to the payload that is shown', () => {
    for (const size of [0, 5, 125, 126, 65_536]) {
      for (const maskingKey of [undefined, Uint8Array.of(1, 2, 3, 4)]) {
        const { bytes, fields } = inOrder({
          opcode: 1,
          payload: utf8('a'.repeat(size)),
          ...(maskingKey && { maskingKey }),
        });
        const own = fields.filter(({ bits }, index) => bits === undefined || index === 0 || index === 3);
        const together = own.flatMap((field) => [...field.bytes]);
        expect(together).toEqual([...bytes.subarray(0, together.length)]);
      }
    }
  });
});

describe('undoing the masking', () => {
  it('shows for each byte the key byte that it was XORed with', () => {
    const [first, , , , fifth] = unmasking(frame('81 85 37 fa 21 3d 7f 9f 4d 51 58', 'client'));
    expect(first).toEqual({ wire: 0x7f, key: 0x37, plain: 0x48 });
    expect(fifth).toEqual({ wire: 0x58, key: 0x37, plain: 0x6f });
  });

  it('is nothing for a frame of a server', () => {
    expect(unmasking(frame('81 05 48 65 6c 6c 6f', 'server'))).toEqual([]);
  });
});
