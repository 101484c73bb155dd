import { expect, it } from 'vitest';
import { inlineCode } from './inline-code.ts';

it('turns what stands in backticks into code', () => {
  expect(inlineCode('the `Origin` header')).toBe('the <code translate="no">Origin</code> header');
});

it('keeps markup from being markup, inside code and out', () => {
  expect(inlineCode('a <b> & `<script>`')).toBe('a &lt;b&gt; &amp; <code translate="no">&lt;script&gt;</code>');
});

it('leaves a lone backtick as it is', () => {
  expect(inlineCode('it`s')).toBe('it`s');
});
