import type { Files } from './files.ts';

/** A mention of a line of the project in a text: `text.slice(start, end)` is what mentions it; line and column count from 1. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly path: string;
  readonly line: number;
  readonly column?: number;
}

/**
 * Finds `file:line` and `file:line:column` of the project's own files, as Node writes them in stacks and messages: relative,
 * absolute or as `file:` URLs below any folder. A file of the same name elsewhere (`node_modules/…`) is not a mention.
 */
export function mentionsIn(text: string, files: Files): readonly Mention[] {
  const mentions: Mention[] = [];
  for (const found of text.matchAll(
    /(?<![\w@./:-])(?:file:\/\/)?(?<at>[\w@./-]*[\w-]\.\w+):(?<line>\d+)(?::(?<column>\d+))?/g,
  )) {
    const { at = '', line = '', column } = found.groups ?? {};
    const path = ownPath(at, files);
    if (path === undefined || Number(line) === 0) continue;
    const place = column === undefined ? {} : { column: Number(column) };
    mentions.push({ start: found.index, end: found.index + found[0].length, path, line: Number(line), ...place });
  }
  return mentions;
}

/** The project's file that a printed path speaks of; of several the one with the longest path. */
function ownPath(printed: string, files: Files): string | undefined {
  if (/(^|\/)node_modules\//.test(printed) || printed.startsWith('node:')) return undefined;
  return Object.keys(files)
    .filter((path) => printed === path || printed.endsWith(`/${path}`))
    .sort((one, other) => other.length - one.length)[0];
}
