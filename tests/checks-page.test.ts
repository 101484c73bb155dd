import { readFileSync } from 'node:fs';
import * as language from 'handshake/check';
import { describe, expect, it } from 'vitest';
import type { Expectation } from '../src/check/check.ts';
import { passesOnNothing } from '../src/check/judge.ts';
import type { Script } from '../src/check/protocol.ts';
import { validateAttempt } from '../src/check/validate.ts';

const page = readFileSync(new URL('../docs/checks.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^```ts example( clock)?\n(.*?)^```$/gms)];

describe('docs/checks.md', () => {
  it.each(examples.map(([, clock, code], index) => [index + 1, clock !== undefined, code ?? ''] as const))(
    'example %i is a sound attempt',
    (_, clock, code) => {
      const { script, expect: expectations } = evaluate(code);
      expect(validateAttempt(script, expectations, { clock })).toEqual([]);
      expect(passesOnNothing({ expect: expectations })).toBe(false);
    },
  );

  it('has an example of every word of the language', () => {
    const words = Object.keys(language);
    expect(words.filter((word) => !new RegExp(`\\b${word}\\b[.(\`]|\\$\\{${word}\\}`).test(page))).toEqual([]);
  });
});

function evaluate(code: string): { readonly script: Script; readonly expect: readonly Expectation[] } {
  return new Function(...Object.keys(language), `return {${code}};`)(...Object.values(language));
}
