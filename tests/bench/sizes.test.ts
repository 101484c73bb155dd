import { expect, test } from 'vitest';
import { sizeFigures, sizesOf } from './sizes.ts';

test('each file is compressed by itself, and their sizes are added', async () => {
  const text = 'handshake '.repeat(1000);
  const one = await sizesOf([text]);
  expect(one.min).toBe(10_000);
  expect(one.br).toBeLessThan(one.gz);
  expect(one.gz).toBeLessThan(one.min);
  expect(await sizesOf([text, Buffer.from(text)])).toEqual({ min: 20_000, gz: 2 * one.gz, br: 2 * one.br });
});

test('a row shows brotli in kilobytes, and says the others', () => {
  expect(sizeFigures({ min: 12_340, gz: 4000, br: 3210 })).toEqual({
    embedded: [3.21],
    note: 'min 12.3 kB, gz 4.0 kB',
  });
});
