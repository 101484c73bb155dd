import type { Theme } from '../lesson/course.ts';

/** The style sheet that gives tokens a course's values, over `tokens`, the engine's own sheet. Empty where a course has none. */
export function themeSheet({ light, dark }: Theme, tokens: string): string {
  const names = [...new Set([...Object.keys(light), ...Object.keys(dark)])].sort();
  if (names.length === 0) return '';
  const lines = names.map((name) => {
    const [ownLight, ownDark] = schemesOf(tokens, name);
    const values = [light[name] ?? ownLight, dark[name] ?? ownDark ?? light[name]];
    const isSame = values[0] === undefined || values[0] === values[1];
    return `  --${name}: ${isSame ? values[1] : `light-dark(${values.join(', ')})`};`;
  });
  // Twice the weight of the engine's sheet, whichever of the two comes first.
  return `:root:root {\n${lines.join('\n')}\n}\n`;
}

/** What the engine's sheet gives a token in the light and the dark scheme; nothing where both are one. */
function schemesOf(tokens: string, name: string): readonly [string?, string?] {
  const [, inside] = new RegExp(`^ *--${name}: light-dark\\((.*)\\);$`, 'm').exec(tokens) ?? [];
  if (inside === undefined) return [];
  let depth = 0;
  const comma = [...inside].findIndex((character) => {
    if (character === '(') depth++;
    if (character === ')') depth--;
    return character === ',' && depth === 0;
  });
  return [inside.slice(0, comma).trim(), inside.slice(comma + 1).trim()];
}
