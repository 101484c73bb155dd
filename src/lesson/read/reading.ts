import { join } from 'node:path';
import type { z } from 'zod';
import type { Claim } from '../claim.ts';
import { conform } from './conform.ts';
import { type Desk, faultAt } from './desk.ts';
import { isFile, readFiles, readText } from './folder.ts';
import { nearest } from './nearest.ts';
import { type Prose, readMdx } from './prose.ts';
import { readYaml, type Source } from './source.ts';

/** An MDX file whose frontmatter conforms. */
export interface Page<T> {
  readonly fields: T;
  readonly source: Source;
  /** Undefined where the MDX cannot be read. */
  readonly prose: Prose | undefined;
}

/** Reads an MDX file and its frontmatter; reports every fault of both. */
export async function readPage<T>(
  desk: Desk,
  folder: string,
  name: string,
  schema: z.ZodType<T>,
): Promise<Page<T> | undefined> {
  const file = desk.name(folder, name);
  const text = await readText(join(desk.courseDir, folder, name));
  if (text === undefined) {
    desk.report(faultAt(file, `a ${name}`, 'no such file', 'write it'));
    return undefined;
  }
  const { frontmatter, prose, faults } = readMdx(file, text);
  desk.report(...faults);
  if (frontmatter === undefined) {
    desk.report(faultAt(file, 'frontmatter between two lines `---`', 'none', 'begin the file with it'));
    return undefined;
  }
  const { source, faults: syntax } = readYaml(file, frontmatter, 2);
  const { value, faults: differences } = syntax.length > 0 ? { faults: syntax } : conform(schema, source);
  desk.report(...differences);
  return value === undefined ? undefined : { fields: value, source, prose };
}

/** What a lesson has that its prose may refer to; undefined where the module that has it could not be read. */
export interface Referable {
  readonly claims: readonly Claim[] | undefined;
  readonly recordable: ReadonlySet<string> | undefined;
  readonly pairs?: readonly string[];
  readonly pictures?: Readonly<Record<string, string>>;
}

/** Holds what the prose refers to against what the lesson has. */
export function checkReferences(desk: Desk, folder: string, file: string, prose: Prose, has: Referable): void {
  const claims = has.claims?.map((claim) => claim.id);
  const recordable = { ids: has.recordable && [...has.recordable], are: 'a check, or a claim with an experiment,' };
  const referents: Readonly<Record<string, { readonly ids: readonly string[] | undefined; readonly are: string }>> = {
    Claim: { ids: claims, are: 'a claim of claims.ts' },
    Pair: { ids: has.pairs ?? [], are: 'a folder below pairs/' },
    Picture: { ids: Object.keys(has.pictures ?? {}), are: 'a file of pictures/' },
  };
  const used = new Set<string>();
  for (const { name, attributes, place } of prose.components) {
    const id = attributes['id'];
    if (id === undefined) continue;
    if (name === 'Claim') used.add(id);
    const { ids: known, are } = referents[name] ?? recordable;
    if (!known || known.includes(id)) continue;
    const names = known.map((one) => `\`${one}\``).join(', ') || '(there are none)';
    const remedy = known.length > 0 ? `name one of them${nearest(id, known)}` : 'add it, or remove this';
    desk.report(faultAt(file, `${are} named ${names}`, `\`${id}\``, remedy, place));
  }
  for (const claim of claims ?? []) {
    if (used.has(claim)) continue;
    desk.report(
      faultAt(
        desk.name(folder, 'claims.ts'),
        'every claim to be marked in the prose',
        `\`${claim}\` nowhere`,
        `write <Claim id="${claim}">…</Claim> in ${file.split('/').at(-1)}`,
      ),
    );
  }
}

/** Reports images of Markdown that the site does not serve. */
export async function checkImages(desk: Desk, file: string, prose: Prose): Promise<void> {
  for (const { url, place } of prose.images) {
    if (url.startsWith('/') && (await isFile(join(desk.publicDir, url)))) continue;
    const remedy = 'mend its path, or put a drawing into pictures/ and write <Picture id="…" />';
    desk.report(faultAt(file, 'a picture below public/, such as /favicon.svg', url, remedy, place));
  }
}

/** Reports components that must stand in the prose exactly once. */
export function requireOnce(desk: Desk, file: string, prose: Prose, names: readonly string[]): void {
  for (const name of names) {
    const found = prose.components.filter((component) => component.name === name);
    if (found.length === 1) continue;
    const second = found[1];
    desk.report(
      faultAt(
        file,
        `<${name} /> once`,
        found.length === 0 ? 'none' : `${found.length} of them`,
        found.length === 0 ? 'write it where it belongs' : 'keep one',
        second?.place,
      ),
    );
  }
}

/** Words of prose that one reads in a minute. */
const WORDS_PER_MINUTE = 220;

/** Reports minutes that cannot be meant: fewer than reading takes, or more than three times as many and twenty. */
export function checkMinutes(desk: Desk, source: Source, minutes: number, words: number): void {
  const reading = Math.ceil(words / WORDS_PER_MINUTE);
  if (minutes >= reading && minutes <= reading * 3 + 20) return;
  desk.report(
    faultAt(
      source.file,
      `minutes that fit ${words} words (reading alone takes ${reading})`,
      String(minutes),
      'mend `minutes`, or the length of the text',
      source.place(['minutes']),
    ),
  );
}

/** The text of every recording beside a page, by id. */
export async function readRecordings(desk: Desk, folder: string): Promise<Readonly<Record<string, string>>> {
  const files = await readFiles(join(desk.courseDir, folder, 'recordings'));
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path.replace(/\.wsrec$/, ''), text]));
}
