import { moduleBodyName } from './module-body.ts';

/** Where the lines of a loaded script come from. `firstLine` counts from 0, both in the script and in the file. */
export interface ScriptPart {
  readonly firstLine: number;
  readonly name: string;
  /** Columns that the script has more than the file, on the file's first line only. */
  readonly indent: number;
}

/** Turns places in loaded scripts into places in files, as Node names them: `node:net:1948:16`, `file:///project/a.ts:3:7`. */
export class StackMap {
  /** Parts by script URL, in ascending order. A part with an empty name is the runtime's own code. */
  readonly #scripts = new Map<string, readonly ScriptPart[]>();

  addScript(url: string, parts: readonly ScriptPart[]): void {
    this.#scripts.set(
      url,
      parts.toSorted((a, b) => a.firstLine - b.firstLine),
    );
  }

  /** The place as Node would print it; undefined for the runtime's own code, which native Node has no frames for. */
  place(url: string, line: number, column: number): string | undefined {
    const parts = this.#scripts.get(url);
    if (!parts) return `${url}:${line}:${column}`;
    const part = parts.findLast((candidate) => candidate.firstLine < line);
    if (!part || part.name === '') return undefined;
    const fileLine = line - part.firstLine;
    const fileColumn = fileLine === 1 ? Math.max(1, column - part.indent) : column;
    return `${part.name}:${fileLine}:${fileColumn}`;
  }

  /** One line of a V8 stack, with its place mapped; undefined where it is to be dropped. */
  frame(text: string): string | undefined {
    const found = /^(.*?)\(?((?:blob:|file:|handshake:)[^\s()]*?):(\d+):(\d+)\)?$/.exec(text);
    if (!found) return isForeign(text) ? undefined : text;
    const [, before = '', url = '', line = '', column = ''] = found;
    const place = this.place(url, Number(line), Number(column));
    if (place === undefined) return undefined;
    if (before.includes(moduleBodyName)) return before.includes('async ') ? `    at async ${place}` : `    at ${place}`;
    return before.trimEnd() === '    at' || before.endsWith('async ') ? `${before}${place}` : `${before}(${place})`;
  }

  /** A whole stack, in the form of V8 whatever the engine. */
  stack(error: object, raw: string): string {
    if (/^\s+at /m.test(raw) || !/@/.test(raw)) {
      const lines = raw.split('\n');
      return lines
        .map((line) => (/^\s+at /.test(line) ? this.frame(line) : line))
        .filter((line) => line !== undefined)
        .join('\n');
    }
    // Gecko and WebKit: `function@url:line:column`, without the message.
    const frames = raw
      .split('\n')
      .map((line) => /^(.*?)@(.*):(\d+):(\d+)$/.exec(line))
      .filter((found) => found !== null)
      .map(([, name = '', url = '', line = '', column = '']) => {
        const shown = name.replace(/^async\*/, 'async ').replace(/[/<]+$/, '');
        return this.frame(`    at ${shown === '' ? '<anonymous>' : shown} (${url}:${line}:${column})`);
      })
      .filter((line) => line !== undefined);
    return [headerOf(error), ...frames].join('\n');
  }
}

/** Frames of the thread's own machinery: the generator that a module is, and Node where Node carries the thread. */
function isForeign(frame: string): boolean {
  return /\.next \(<anonymous>\)$|\(?node:[^\s()]+:\d+:\d+\)?$/.test(frame);
}

interface V8Error {
  prepareStackTrace?: ((error: Error, frames: readonly object[]) => unknown) | undefined;
  captureStackTrace?: (target: object, above?: unknown) => void;
}

const V8 = Error as unknown as V8Error;

/** Only V8 does: Gecko and WebKit have `captureStackTrace` alone. */
function asksForStacks(): boolean {
  const before = V8.prepareStackTrace;
  V8.prepareStackTrace = () => 'asked';
  const { stack } = new Error('asks?');
  V8.prepareStackTrace = before;
  if (before === undefined) Reflect.deleteProperty(V8, 'prepareStackTrace');
  return stack === 'asked';
}

/**
 * Makes every error's `stack` name files instead of scripts. V8 asks for it; in Gecko it is read through an accessor of
 * `Error.prototype`; WebKit writes it into each error. What is returned mends an error of these, and has to be called before the
 * error is shown.
 */
export function installStackMap(map: StackMap): (error: unknown) => void {
  if (asksForStacks()) {
    V8.prepareStackTrace = (error, frames) => {
      const lines = frames.map((frame) => map.frame(`    at ${frame}`)).filter((line) => line !== undefined);
      return [headerOf(error), ...lines].join('\n');
    };
    return () => {};
  }
  mapCaptured(map);
  mapThroughAccessor(map);
  return (error) => mapStackOf(map, error);
}

function mapCaptured(map: StackMap): void {
  const capture = V8.captureStackTrace;
  if (!capture) return;
  V8.captureStackTrace = function captureStackTrace(target, above) {
    capture.call(Error, target, above);
    mapStackOf(map, target);
  };
}

function mapThroughAccessor(map: StackMap): void {
  const accessor = Object.getOwnPropertyDescriptor(Error.prototype, 'stack');
  const get = accessor?.get;
  if (!get) return;
  Object.defineProperty(Error.prototype, 'stack', {
    ...accessor,
    get(this: Error) {
      const raw: unknown = get.call(this);
      return typeof raw === 'string' && isUnmapped(raw) ? map.stack(this, raw) : raw;
    },
  });
}

/**
 * Maps the stack that the engine wrote into an object; nothing for one that is mapped. An error of Gecko has none of its own: it
 * is given one, for the library takes a rejection without for something else than an error.
 */
function mapStackOf(map: StackMap, error: unknown): void {
  if (typeof error !== 'object' || error === null) return;
  const isOwn = Object.hasOwn(error, 'stack');
  if (!isOwn && !(error instanceof Error)) return;
  const { stack } = error as { readonly stack: unknown };
  if (typeof stack !== 'string' || (isOwn && !isUnmapped(stack))) return;
  const value = isUnmapped(stack) ? map.stack(error, stack) : stack;
  Reflect.defineProperty(error, 'stack', { value, writable: true, configurable: true });
}

/** The form of Gecko and WebKit, of scripts that the runtime loaded. */
function isUnmapped(stack: string): boolean {
  return /@blob:/.test(stack);
}

function headerOf(error: object): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return '<error>';
  }
}
