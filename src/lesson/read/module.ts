import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Place, top } from './source.ts';

/** What an author's module exports by default, or where and why it could not be evaluated. */
export type Evaluated = { readonly value: unknown } | { readonly error: string; readonly place: Place };

/**
 * Evaluates an author's TypeScript module in this process (Node strips the types). Another `version` evaluates the module,
 * and what it imports from the course, anew.
 */
export type Evaluate = (path: string, version: string) => Promise<Evaluated>;

const hooked = new Set<string>();

/**
 * Lets modules below a course's folder import the engine's `handshake/check`, wherever that folder lies, and passes a
 * module's version on to the modules of the course that it imports.
 */
export function openDoors(courseDir: string, engineDir: string): Evaluate {
  const course = `${pathToFileURL(courseDir).href}/`;
  const fromEngine = createRequire(join(engineDir, 'package.json'));
  // Written out here, `import()` would be that of Vite's or vitest's loader, where one of them runs this: they know no doors.
  const importByNode: ImportByNode = fromEngine('./src/lesson/read/import-by-node.cjs');
  if (!hooked.has(course)) openDoor(course, pathToFileURL(fromEngine.resolve('handshake/check')).href);
  hooked.add(course);
  return (path, version) => evaluate(path, version, importByNode);
}

type ImportByNode = (url: string) => Promise<{ default?: unknown }>;

async function evaluate(path: string, version: string, importByNode: ImportByNode): Promise<Evaluated> {
  const url = pathToFileURL(path).href;
  try {
    const exports = await importByNode(`${url}?version=${version}`);
    return { value: exports.default };
  } catch (error) {
    return {
      error: error instanceof Error ? firstLine(error.message) : String(error),
      place: placeIn(error, path, url),
    };
  }
}

function openDoor(course: string, door: string): void {
  registerHooks({
    resolve(specifier, context, next) {
      const parent = context.parentURL ?? '';
      if (!parent.startsWith(course)) return next(specifier, context);
      if (specifier === 'handshake/check') return { url: door, shortCircuit: true };
      const resolved = next(specifier, context);
      const version = new URL(parent).search;
      return version !== '' && resolved.url.startsWith(course)
        ? { ...resolved, url: `${resolved.url}${version}` }
        : resolved;
    },
  });
}

function placeIn(error: unknown, path: string, url: string): Place {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  for (const name of [url, path]) {
    const at = stack.indexOf(name);
    const position = at < 0 ? null : /^(?:\?[^:\s]*)?:(\d+)(?::(\d+))?/.exec(stack.slice(at + name.length));
    if (position) return { line: Number(position[1]), column: Number(position[2] ?? 1) };
  }
  return top;
}

function firstLine(message: string): string {
  return message.trim().split('\n', 1)[0] ?? message;
}
