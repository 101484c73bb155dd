import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { compileModule } from '../machine/compile-module.ts';
import { leanSucrase } from './lean-sucrase.ts';

const repository = join(import.meta.dirname, '..', '..', '..');

/** Every TypeScript source here, and what cannot be compiled. */
function sources(): readonly string[] {
  const files = ['src', 'lessons', 'sandbox-templates', 'tests'].flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(join(repository, folder, path), 'utf8')),
  );
  const odd = [
    'const x = <string>y; export default x;',
    'const generic = <T,>(x: T): T => x; export { generic };',
    'const element = <div/>;',
    'type A = { a?: number }; import type { B } from "./b.ts"; export type { A, B };',
    'const a = b?.c ?? 1_000; try {} catch {}',
    'enum Colour { Red }',
    'class A { constructor(private a: number) {} }',
    'abstract class A<T> { declare b: T; abstract c(): void; @d e = 1; static { f(); } }',
    'const = 1;',
    'let a: (b: number) => asserts b is 1 = c as unknown satisfies D;',
    'opaque type A = string; declare module "x" { }',
    'export * from "./a.js"; export * as b from "./b.js"; export { default } from "./c.js"; await import("./d.js");',
    'accessor; async <T>(x) => { for await (const y of x) using z = y; }',
  ];
  return [...files, ...odd, ...files.slice(0, 40).map((text) => text.slice(0, text.length / 2))];
}

test('what is left of sucrase in the frame compiles every source to the same module, and refuses it with the same words', async () => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '..', 'machine', 'compile-module.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'lean',
    minify: true,
    plugins: [leanSucrase],
  });
  const lean = runInThisContext(`${outputFiles[0]?.text}; lean`) as { compileModule: typeof compileModule };
  const all = sources();
  expect(all.length).toBeGreaterThan(100);
  for (const source of all) {
    for (const name of ['/project/a.ts', '/project/a.js']) {
      expect(lean.compileModule(name, source)).toEqual(compileModule(name, source));
    }
  }
});
