import { join } from 'node:path';
import type { Fault } from '../fault.ts';
import type { Desk } from './desk.ts';
import { readFiles } from './folder.ts';
import { type Place, top } from './source.ts';

/** The text of every drawing beside a page, by id. */
export async function readPictures(desk: Desk, folder: string): Promise<Readonly<Record<string, string>>> {
  const files = await readFiles(join(desk.courseDir, folder, 'pictures'));
  const pictures = Object.entries(files).map(([path, text]) => {
    desk.report(...pictureFaults(desk.name(folder, 'pictures', path), text));
    return [path.replace(/\.svg$/, ''), text.trim()] as const;
  });
  return Object.fromEntries(pictures);
}

interface Rule {
  /** Where the fault is; undefined where there is none. */
  readonly at: (text: string) => number | undefined;
  readonly expected: string;
  readonly remedy: string;
}

const without = (pattern: RegExp) => (text: string) => pattern.exec(text)?.index;
const having = (pattern: RegExp) => (text: string) => (pattern.test(text) ? undefined : 0);

/** What a drawing must have so that everybody gets it, in both themes, and what it must not have, since it becomes part of the page. */
const rules: readonly Rule[] = [
  {
    at: having(/^\s*<svg viewBox="[\d. -]+">[\s\S]*<\/svg>\s*$/),
    expected: 'one drawing that grows with its place: `<svg viewBox="0 0 360 240">…</svg>`, with no other attribute',
    remedy: 'write it so',
  },
  {
    at: having(/<title>[^<]+<\/title>\s*<desc>[^<]+<\/desc>/),
    expected: '<title> and <desc>, for those who do not see the picture',
    remedy: 'say in <desc> what it shows',
  },
  {
    at: without(/\s(?:fill|stroke|color)="(?!none"|currentColor")/),
    expected: 'colours by class (src/styles/pictures.css), which follow the theme',
    remedy: 'take one of its classes',
  },
  {
    at: without(/<(?:script|style|image|use|foreignObject|a)\b|\s(?:style|id|href|xlink:href|on\w+)=/i),
    expected: 'shapes and text, nothing else',
    remedy: 'remove it',
  },
];

/** Holds an SVG against the rules of drawings. */
export function pictureFaults(file: string, text: string): readonly Fault[] {
  return rules.flatMap(({ at, expected, remedy }) => {
    const index = at(text);
    if (index === undefined) return [];
    const found = text.slice(index).trim().replace(/\s+/g, ' ').slice(0, 40) || 'nothing';
    return [{ file, ...placeOf(text, index), expected, found: `\`${found}\``, remedy }];
  });
}

function placeOf(text: string, index: number): Place {
  if (index === 0) return top;
  const before = text.slice(0, index + 1).split('\n');
  return { line: before.length, column: before.at(-1)?.length ?? 1 };
}
