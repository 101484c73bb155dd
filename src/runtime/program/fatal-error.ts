import type { Realm } from '../realm/realm.ts';
import { placeOfError } from './module-errors.ts';

/** A place in a file, counted from 1. */
export interface Place {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

/** The text of a source line, for what Node prints above an uncaught error. */
export type SourceLine = (name: string, line: number) => string | undefined;

/**
 * What Node prints for an error that nobody caught (src/node_errors.cc, `PrintUncaughtException`): the place, its line, a
 * caret, the error as `inspect` shows it, and the version.
 */
export function describeFatalError(realm: Realm, error: unknown, sourceLine: SourceLine): string {
  const place = placeOf(error, sourceLine);
  const line = place && sourceLine(place.name, place.line);
  const head =
    place && line !== undefined ? `${place.name}:${place.line}\n${line}\n${caret(line, place.column)}\n\n` : '';
  return `${head}${describeError(realm, error)}\n\nNode.js ${String(realm.process['version'])}\n`;
}

interface Enhancers {
  beforeInspector(error: object): string;
  afterInspector(error: object): string;
}

function describeError(realm: Realm, error: unknown): string {
  const { inspect } = realm.require('internal/util/inspect') as { inspect(value: unknown, options?: object): string };
  if (typeof error !== 'object' || error === null || !('stack' in error)) {
    const shown = typeof error === 'string' ? error : inspect(error);
    return `Uncaught:\n${shown}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)`;
  }
  if (placeOfError(error)) return describeSourceError(error);
  const { fatalExceptionStackEnhancers: enhancers } = realm.require('internal/errors') as {
    fatalExceptionStackEnhancers: Enhancers;
  };
  enhancers.beforeInspector(error);
  return enhancers.afterInspector(error);
}

/** The frames of an error that the linker made lie in the linker: they would tell nothing. */
function describeSourceError(error: object): string {
  const { stack, code } = error as { readonly stack: unknown; readonly code?: string };
  const head = String(stack).split(/\n\s+at /, 1)[0] as string;
  return code === undefined ? head : `${head} {\n  code: '${code}'\n}`;
}

/** Where the error was thrown: said by the linker, told by `events`, or the first frame of its stack. */
function placeOf(error: unknown, sourceLine: SourceLine): Place | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const known = placeOfError(error);
  if (known) return { name: `file://${known.path}`, line: known.line, column: known.column };
  if (wasEmitted(error)) return placeOfEmit(sourceLine);
  const { stack } = error as { readonly stack?: unknown };
  const found = /^\s+at .*?\(?((?:file|node):[^\s()]+?):(\d+):(\d+)\)?$/m.exec(String(stack));
  if (!found) return undefined;
  const [, name = '', line = '', column = ''] = found;
  return { name, line: Number(line), column: Number(column) };
}

/** `events` marks an 'error' event that it is about to throw with a function for the stack. */
function wasEmitted(error: object): boolean {
  return Object.getOwnPropertySymbols(error).some((symbol) => symbol.description === 'kEnhanceStackBeforeInspector');
}

/** The one line of lib/events.js that throws such an error. */
function placeOfEmit(sourceLine: SourceLine): Place | undefined {
  for (let line = 1; line < 2000; line++) {
    const text = sourceLine('node:events', line);
    if (text === undefined) return undefined;
    const column = text.indexOf("throw er; // Unhandled 'error' event");
    if (column >= 0) return { name: 'node:events', line, column: column + 1 };
  }
  return undefined;
}

/** V8 points at the `throw`, where there is one before the place in the stack, and else at the place itself. */
function caret(line: string, column: number): string {
  const before = line.slice(0, column - 1);
  const thrown = /\bthrow\s+$/.exec(before);
  return `${line.slice(0, thrown ? thrown.index : column - 1).replace(/[^\t]/g, ' ')}^`;
}
