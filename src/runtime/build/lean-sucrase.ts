import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

const packageFolder = dirname(createRequire(import.meta.url).resolve('sucrase/package.json'));

/** Parsers and transformers of other dialects: with the options that machine/compile-module.ts gives, nothing of them is called. */
const otherDialects =
  /sucrase[\\/]dist[\\/]esm[\\/](transformers[\\/](JSX|ReactDisplayName|ReactHotLoader|JestHoist|ESMImport|Flow)Transformer|parser[\\/]plugins[\\/](flow|jsx[\\/](index|xhtml)))\.js$/;
const optionsCheck = /sucrase[\\/]dist[\\/]esm[\\/]Options\.js$/;

/**
 * Leaves out of a bundle what the frame never uses of sucrase: its second build (CommonJS, for the parser alone), other dialects
 * than TypeScript, and the check of options that stand in our own source.
 */
export const leanSucrase: Plugin = {
  name: 'lean-sucrase',
  setup(build) {
    build.onResolve({ filter: /^sucrase\/dist\/parser\// }, ({ path }) => ({
      path: join(packageFolder, path.replace('sucrase/dist/', 'dist/esm/')),
    }));
    build.onLoad({ filter: otherDialects }, () => ({ contents: 'module.exports = {};' }));
    build.onLoad({ filter: optionsCheck }, () => ({ contents: 'export function validateOptions() {}' }));
  },
};
