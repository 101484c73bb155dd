import { expect, it } from 'vitest';
import { toJavaScript } from './plain-node.ts';

it('erases types, keeps lines, and renames a file with the imports of it', () => {
  const server = `import { secret } from './tokens.ts';
import type { Server } from 'node:http';
export { secret };

const port: number = Number(process.env.PORT);
const later = () => import('./later.ts') as Promise<unknown>;
console.log("from './tokens.ts'", port satisfies number, later);
`;
  const files = toJavaScript({ 'server.ts': server, 'keys/a.pem': 'PEM' });
  expect(Object.keys(files)).toEqual(['server.js', 'keys/a.pem']);
  expect(files['keys/a.pem']).toBe('PEM');
  const lines = files['server.js']?.split('\n');
  expect(lines?.[0]).toBe("import { secret } from './tokens.js';");
  expect(lines?.[4]).toBe('const port = Number(process.env.PORT);');
  expect(lines?.[5]).toContain("import('./later.js')");
  expect(lines?.[6]).toContain(`"from './tokens.ts'"`);
});

it('keeps an import that only looks unused, since it may have effects', () => {
  expect(toJavaScript({ 'a.ts': "import { b } from './b.ts';" })['a.js']).toContain('./b.js');
});

it('leaves a file that cannot be parsed to Node, which says why', () => {
  expect(toJavaScript({ 'a.ts': 'const = ;' })['a.js']).toBe('const = ;');
});

it('types that cannot just be erased are refused in Node’s words, on their line', () => {
  const code = toJavaScript({ 'a.ts': 'const a = 1;\nenum Colour { Red }\n' })['a.js'] ?? '';
  expect(code.split('\n')[1]).toMatch(/^throw .*SyntaxError\("TypeScript enum is not supported in strip-only mode"\)/);
});
