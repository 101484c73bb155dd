import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { frameHtml } from './frame-html.ts';
import { programScript } from './program-script.ts';

const runtime = join(import.meta.dirname, '..');
const repository = join(runtime, '..', '..');
const cache = join(repository, '.cache', 'runtime');

/** The built runtime: paths of files in the cache, named after a hash of everything that went into them. */
export interface BuiltRuntime {
  /** The script of a program on a worker thread of Node. */
  readonly nodeThread: string;
  /** The sandboxed frame: one HTML file with everything in it. */
  readonly frame: string;
}

/** Builds what is missing or out of date, once for all that ask at the same time. */
export async function ensureRuntime(): Promise<BuiltRuntime> {
  const hash = inputHash();
  const nodeThread = join(cache, `node-thread.${hash}.js`);
  const frame = join(cache, `sandbox.${hash}.html`);
  if (!existsSync(nodeThread)) write(nodeThread, await programScript('node-thread'));
  if (!existsSync(frame)) write(frame, await frameHtml());
  return { nodeThread, frame };
}

/** Other processes may build at the same time: a file appears whole or not at all. What is a day old goes. */
function write(path: string, text: string): void {
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache)) {
    const old = join(cache, name);
    if (Date.now() - statSync(old).mtimeMs > 86_400_000) rmSync(old, { force: true });
  }
  const partial = `${path}.${process.pid}`;
  writeFileSync(partial, text);
  renameSync(partial, path);
}

/** Our own sources and tables, and the versions of the packages that are built in. */
function inputHash(): string {
  const hash = createHash('sha256').update(readFileSync(join(repository, 'package-lock.json')));
  const files = (readdirSync(runtime, { recursive: true }) as string[]).filter(
    (path) => /\.(ts|json|txt)$/.test(path) && !path.endsWith('.test.ts'),
  );
  for (const path of files.sort()) hash.update(path).update(readFileSync(join(runtime, path)));
  return hash.digest('hex').slice(0, 16);
}
