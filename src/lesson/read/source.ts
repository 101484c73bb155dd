import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Fault } from '../fault.ts';

/** Lines and columns count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A file that was read as data, and where in it each value stands. */
export interface Source {
  readonly file: string;
  readonly data: unknown;
  /** The place of the value at a path of keys; where there is none, of the nearest thing that encloses it. */
  place(path: readonly PropertyKey[]): Place;
  /** The place of a key itself. */
  placeOfKey(path: readonly PropertyKey[]): Place;
}

export const top: Place = { line: 1, column: 1 };

/**
 * Reads YAML 1.2. `firstLine` is where the text begins in its file (frontmatter begins on line 2).
 * Bad YAML yields faults and no data; a key written twice is bad YAML.
 */
export function readYaml(
  file: string,
  text: string,
  firstLine = 1,
): { readonly source: Source; readonly faults: readonly Fault[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1) + firstLine - 1, column: Math.max(col, 1) };
  };
  const faults = document.errors.map((error) => ({
    file,
    ...at(error.pos[0]),
    expected: 'YAML',
    found: lowerFirst(error.message),
    remedy: 'mend the syntax (a text with `: ` or `#` in it needs quotes)',
  }));
  const start = (node: unknown): Place | undefined => (isNode(node) && node.range ? at(node.range[0]) : undefined);
  const place = (path: readonly PropertyKey[]): Place => {
    let node: unknown = document.contents;
    let found = start(node) ?? { line: firstLine, column: 1 };
    for (const key of path) {
      const value = isMap(node) || isSeq(node) ? node.get(key, true) : undefined;
      const next = start(value) ?? keyPlace(node, key);
      if (!next) return found;
      found = next;
      node = value;
    }
    return found;
  };
  const keyPlace = (map: unknown, key: PropertyKey | undefined): Place | undefined => {
    if (!isMap(map)) return undefined;
    const pair = map.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
    return start(pair?.key);
  };
  const placeOfKey = (path: readonly PropertyKey[]): Place => {
    const map = path
      .slice(0, -1)
      .reduce<unknown>(
        (node, key) => (isMap(node) || isSeq(node) ? node.get(key, true) : undefined),
        document.contents,
      );
    return keyPlace(map, path.at(-1)) ?? place(path);
  };
  return { source: { file, data: faults.length > 0 ? undefined : document.toJS(), place, placeOfKey }, faults };
}

/** A module's value as a source: a value's place is the line on which its nearest id is written. */
export function moduleSource(file: string, text: string, data: unknown): Source {
  const lines = text.split('\n');
  const lineOf = (id: string): Place | undefined => {
    const quoted = [`id: '${id}'`, `id: "${id}"`, `'${id}': {`, `"${id}": {`, `${id}: {`, `'${id}'`, `"${id}"`];
    for (const written of quoted) {
      const line = lines.findIndex((one) => one.includes(written));
      if (line >= 0) return { line: line + 1, column: (lines[line] ?? '').indexOf(written) + 1 };
    }
    return undefined;
  };
  const place = (path: readonly PropertyKey[]): Place => {
    let value: unknown = data;
    let found = top;
    for (const key of path) {
      if (value === null || typeof value !== 'object') break;
      value = (value as Record<PropertyKey, unknown>)[key];
      const id = value !== null && typeof value === 'object' ? (value as { id?: unknown }).id : undefined;
      const named =
        typeof id === 'string' ? id : typeof value === 'string' && path.at(-1) === key ? value : String(key);
      found = (Number.isNaN(Number(named)) ? lineOf(named) : undefined) ?? found;
    }
    return found;
  };
  return { file, data, place, placeOfKey: place };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
