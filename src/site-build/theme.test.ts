import { expect, it } from 'vitest';
import { themeSheet } from './theme.ts';

const tokens = `:root {
  --ink: light-dark(oklch(23% 0.02 265), oklch(93.5% 0.008 85));
  --act: light-dark(oklch(45% 0.18 270), oklch(79% 0.115 272));
  --radius: 8px;
}`;

it('a course without values of its own has no sheet', () => {
  expect(themeSheet({ light: {}, dark: {} }, tokens)).toBe('');
});

it('a value for one scheme leaves the engine’s in the other', () => {
  const theme = { light: { ink: '#123', act: 'rgb(0 0 0 / 50%)' }, dark: { act: '#fff' } };
  expect(themeSheet(theme, tokens)).toBe(
    ':root:root {\n  --act: light-dark(rgb(0 0 0 / 50%), #fff);\n  --ink: light-dark(#123, oklch(93.5% 0.008 85));\n}\n',
  );
});

it('a value that is no colour of two schemes holds in both', () => {
  expect(themeSheet({ light: { radius: '0' }, dark: {} }, tokens)).toBe(':root:root {\n  --radius: 0;\n}\n');
  expect(themeSheet({ light: {}, dark: { radius: '2px' } }, tokens)).toBe(':root:root {\n  --radius: 2px;\n}\n');
});
