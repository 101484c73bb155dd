import { expect, it } from 'vitest';
import { lineDifference } from './line-difference.ts';

it('finds nothing between equal texts', () => {
  expect(lineDifference('a\nb', 'a\nb')).toEqual({ removed: [], added: [] });
});

it('names a changed line on both sides', () => {
  expect(lineDifference('a\nb\nc', 'a\nx\nc')).toEqual({ removed: [2], added: [2] });
});

it('keeps what moved apart because lines were put between', () => {
  expect(lineDifference('a\nb', 'a\nx\ny\nb')).toEqual({ removed: [], added: [2, 3] });
});

it('names lines that went, at the end too', () => {
  expect(lineDifference('a\nb\nc', 'b')).toEqual({ removed: [1, 3], added: [] });
});
