import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programScript } from './program-script.ts';

/**
 * What a test suite of somebody else needs to run on our library: `require-builtin.cjs` exports `requireBuiltin(id)`, and
 * `node --import ./replace-builtins.mjs …` puts it in the place of Node's own for everything that concerns the network.
 */
const replaceBuiltins = `import Module, { createRequire, registerHooks } from 'node:module';

const ours = createRequire(import.meta.url)('./require-builtin.cjs');
const replaced = new Set(
  (process.env.HANDSHAKE_REPLACE ?? 'net http stream stream/promises events zlib buffer dns timers timers/promises crypto').split(/[\\s,]+/),
);
const idOf = (specifier) => {
  const id = specifier.replace(/^node:/, '');
  return replaced.has(id) ? id : undefined;
};

const load = Module._load;
Module._load = function (request, ...rest) {
  const id = idOf(request);
  return id === undefined ? load.call(this, request, ...rest) : ours.requireBuiltin(id);
};
globalThis[Symbol.for('handshake.requireBuiltin')] = ours.requireBuiltin;
registerHooks({
  resolve(specifier, context, next) {
    const id = idOf(specifier);
    return id === undefined ? next(specifier, context) : { url: 'handshake:' + id, format: 'module', shortCircuit: true };
  },
  load(url, context, next) {
    if (!url.startsWith('handshake:')) return next(url, context);
    const id = url.slice('handshake:'.length);
    const names = Object.keys(ours.requireBuiltin(id)).filter((name) => /^[A-Za-z_$][\\w$]*$/.test(name) && name !== 'default');
    const source = [
      'const builtin = globalThis[Symbol.for("handshake.requireBuiltin")](' + JSON.stringify(id) + ');',
      'export default builtin;',
      'const { ' + names.map((name, i) => name + ': _' + i).join(', ') + ' } = builtin;',
      'export { ' + names.map((name, i) => '_' + i + ' as ' + name).join(', ') + ' };',
    ];
    return { format: 'module', source: source.join('\\n'), shortCircuit: true };
  },
});

const timers = ours.requireBuiltin('timers');
for (const name of ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate']) {
  globalThis[name] = timers[name];
}
globalThis.Buffer = ours.requireBuiltin('buffer').Buffer;
process.nextTick = ours.requireBuiltin('process').nextTick;
`;

/** Writes both files into a folder and returns their paths. */
export async function writePlainNode(folder: string): Promise<{ readonly library: string; readonly preload: string }> {
  const library = join(folder, 'require-builtin.cjs');
  const preload = join(folder, 'replace-builtins.mjs');
  const script = await programScript('plain-node');
  mkdirSync(folder, { recursive: true });
  writeFileSync(library, `'use strict';\nconst __plainNode = module.exports;\n${script};\n`);
  writeFileSync(preload, replaceBuiltins);
  return { library, preload };
}

if (import.meta.main) {
  const { library, preload } = await writePlainNode(process.argv[2] ?? '.cache/plain-node');
  console.log(`${library}: exports requireBuiltin(id)`);
  console.log(`${preload}: node --import ./${preload} your-tests.js`);
}
