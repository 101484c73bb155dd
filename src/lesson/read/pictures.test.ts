import { describe, expect, it } from 'vitest';
import { pictureFaults } from './pictures.ts';

const drawing = (inside: string) =>
  `<svg viewBox="0 0 360 240">\n<title>A door</title>\n<desc>A guard stands in it.</desc>\n${inside}\n</svg>\n`;
const expected = (text: string) => pictureFaults('door.svg', text).map((fault) => fault.expected);

describe('a drawing', () => {
  it('takes shapes and texts with classes', () => {
    expect(expected(drawing('<path class="wall" d="M0 0v9"/><text x="1" y="2">outside</text>'))).toEqual([]);
  });

  it('needs a title and a description', () => {
    expect(expected('<svg viewBox="0 0 9 9"><title>A door</title><path d="M0 0"/></svg>')).toEqual([
      expect.stringContaining('<desc>'),
    ]);
  });

  it('has no size of its own', () => {
    expect(expected(drawing('').replace('<svg ', '<svg width="360" '))).toEqual([
      expect.stringContaining('grows with its place'),
    ]);
  });

  it.each(['fill="#fff"', 'stroke="red"'])('leaves colours to the theme, so %s is a fault at its line', (colour) => {
    expect(pictureFaults('door.svg', drawing(`<path ${colour} d="M0 0"/>`))).toMatchObject([
      { file: 'door.svg', line: 4, expected: expect.stringContaining('colours by class') },
    ]);
  });

  it.each(['<script>alert(1)</script>', '<g onclick="x()"/>', '<image href="x.png"/>', '<path style="fill:red"/>'])(
    'cannot do anything or load anything: %s',
    (inside) => {
      expect(expected(drawing(inside))).toContain('shapes and text, nothing else');
    },
  );
});
