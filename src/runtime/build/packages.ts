import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

/** The npm packages that every sandbox offers. */
export const PACKAGES = ['ws', 'jose', '@sinonjs/fake-timers'] as const;

// `ws` tries these native add-ons and does without them.
const OPTIONAL = ['bufferutil', 'utf-8-validate'];

const WITH_REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * Bundles each package into one ES module for Node, for a host that has no registry: `node_modules/<name>/{package.json,index.js}`.
 * Nothing of the packages is changed.
 */
export async function bundlePackages(): Promise<Readonly<Record<string, string>>> {
  const bundled = await Promise.all(PACKAGES.map(bundle));
  return Object.fromEntries(bundled.flat());
}

async function bundle(name: string): Promise<readonly (readonly [path: string, text: string])[]> {
  const { outputFiles } = await build({
    stdin: { contents: await entryOf(name), resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    mainFields: ['module', 'main'],
    external: OPTIONAL,
    banner: { js: WITH_REQUIRE },
    minify: true,
    keepNames: true,
    legalComments: 'inline',
  });
  const { version, license } = JSON.parse(await readFile(`node_modules/${name}/package.json`, 'utf8'));
  const manifest = { name, version, license, type: 'module', exports: './index.js' };
  return [
    [`node_modules/${name}/package.json`, `${JSON.stringify(manifest)}\n`],
    [`node_modules/${name}/index.js`, outputFiles[0]?.text ?? ''],
  ];
}

// Both ways to import what the package exports: by name and as the default.
async function entryOf(name: string): Promise<string> {
  const exported = Object.keys(await import(name)).filter((key) => /^[A-Za-z_$][\w$]*$/.test(key));
  return `export { ${exported.join(', ')} } from '${name}';`;
}
