import { join } from 'node:path';
import type { z } from 'zod';
import type { Check } from '../../check/check.ts';
import { type Files, overlay } from '../../files/files.ts';
import type { Exercise, FilePosition, Mutant, Proof, Rung, Variant } from '../exercise.ts';
import { mutantSchema, variantSchema } from '../schema.ts';
import { hashFiles } from './checks.ts';
import { conform } from './conform.ts';
import { type Desk, faultAt, mustBeMisconception, templateNamed } from './desk.ts';
import { foldersIn, isFile, readFiles } from './folder.ts';
import { nearest } from './nearest.ts';
import { readYaml, type Source } from './source.ts';

/** What frontmatter and pair.yaml say of a lab. */
export interface LabFields {
  readonly template: string;
  readonly entry: string;
  readonly clock: boolean;
  readonly focus: readonly string[];
  readonly readOnly: readonly string[];
  readonly hidden: readonly string[];
  readonly starterFails: readonly string[];
  readonly ladder?: readonly { readonly id: string; readonly title: string }[];
}

/** Names of the folders with the starter and the answer: `exercise`, `solution`; in a pair `wrong`, `right`. */
export interface Layers {
  readonly starter: string;
  readonly answer: string;
}

/** Lays exercise and solution over their template, and checks that what the fields name is there. */
export async function readExercise(
  desk: Desk,
  folder: string,
  id: string,
  layers: Layers,
  fields: LabFields,
  source: Source,
  checks: readonly Check[],
): Promise<Exercise | undefined> {
  const template = templateNamed(desk, source.file, fields.template, source.place(['template']));
  if (template === undefined) return undefined;
  const [starter, answer] = await Promise.all(
    [layers.starter, layers.answer].map((layer) => readLayer(desk, folder, layer)),
  );
  const files = overlay(template.files, starter ?? {});
  const solution = overlay(files, answer ?? {});
  const ladder = await readLadder(desk, folder, fields.ladder ?? [], files, source);
  const focus = fields.focus.map(positionOf);
  const named = [
    { path: fields.entry, key: ['entry'] },
    ...focus.map(({ path }, index) => ({ path, key: ['focus', index] })),
    ...fields.readOnly.map((path, index) => ({ path, key: ['readOnly', index] })),
    ...fields.hidden.map((path, index) => ({ path, key: ['hidden', index] })),
  ];
  for (const { path, key } of named) {
    if (Object.hasOwn(files, path)) continue;
    desk.report(
      faultAt(
        source.file,
        `a file of the exercise or its template (${Object.keys(files).join(', ')})`,
        `\`${path}\``,
        `name one of them${nearest(path, Object.keys(files))}`,
        source.place(key),
      ),
    );
  }
  for (const [index, { path, line }] of focus.entries()) {
    const length = files[path]?.split('\n').length ?? Number.POSITIVE_INFINITY;
    if (line !== undefined && line > length)
      desk.report(
        faultAt(
          source.file,
          `a line of ${path} (it has ${length})`,
          String(line),
          'name one of them',
          source.place(['focus', index]),
        ),
      );
  }
  reportUnknownChecks(desk, source, ['starterFails'], fields.starterFails, checks);
  const { entry, clock, readOnly, hidden } = fields;
  return {
    id,
    version: hashFiles(files),
    template: template.name,
    entry,
    files,
    solution,
    ladder,
    focus,
    readOnly,
    hidden,
    clock,
    checks,
  };
}

/** Reads mutants/ and variants/ beside an exercise. */
export async function readProof(
  desk: Desk,
  folder: string,
  starterFails: readonly string[],
  solution: Files,
  checks: readonly Check[],
): Promise<Proof> {
  const mutants = (await foldersIn(join(desk.courseDir, folder, 'mutants'))).map(
    async (id): Promise<Mutant | undefined> => {
      const answer = await readAnswer(desk, `${folder}/mutants/${id}`, 'mutant.yaml', mutantSchema, solution);
      if (!answer) return undefined;
      const { source, fields, files } = answer;
      const { belief, misconception, refusedBy } = fields;
      reportUnknownChecks(desk, source, ['refusedBy'], refusedBy, checks);
      mustBeMisconception(desk, source.file, misconception, source.place(['misconception']));
      return { id, belief, misconception, refusedBy, files };
    },
  );
  const variants = (await foldersIn(join(desk.courseDir, folder, 'variants'))).map(
    async (id): Promise<Variant | undefined> => {
      const answer = await readAnswer(desk, `${folder}/variants/${id}`, 'variant.yaml', variantSchema, solution);
      return answer && { id, files: answer.files };
    },
  );
  const isThere = <T>(one: T | undefined) => one !== undefined;
  return {
    starterFails,
    mutants: (await Promise.all(mutants)).filter(isThere),
    variants: (await Promise.all(variants)).filter(isThere),
  };
}

/** Another answer than the solution: files laid over it, and edits of it. Undefined, with a report, where it cannot be made. */
async function readAnswer<T extends { readonly edits: readonly Edit[] }>(
  desk: Desk,
  folder: string,
  name: 'mutant.yaml' | 'variant.yaml',
  schema: z.ZodType<T>,
  solution: Files,
): Promise<{ readonly source: Source; readonly fields: T; readonly files: Files } | undefined> {
  const file = desk.name(folder, name);
  const { [name]: text = name === 'variant.yaml' ? 'edits: []' : undefined, ...layer } = await readFiles(
    join(desk.courseDir, folder),
  );
  if (text === undefined) {
    desk.report(faultAt(file, 'a mutant.yaml with belief, misconception and refusedBy', 'no such file', 'write it'));
    return undefined;
  }
  const { source, faults: syntax } = readYaml(file, text);
  const { value: fields, faults } = syntax.length > 0 ? { faults: syntax } : conform(schema, source);
  desk.report(...faults);
  if (!fields) return undefined;
  if (Object.keys(layer).length === 0 && fields.edits.length === 0) {
    desk.report(
      faultAt(file, 'a file beside it that is laid over the solution, or `edits`', 'neither', 'add what is different'),
    );
  }
  const files: Record<string, string> = { ...overlay(solution, layer) };
  let isWhole = true;
  for (const [index, edit] of fields.edits.entries()) {
    const text = files[edit.file] ?? '';
    const places = placesOf(text, edit.from);
    const [place] = places;
    if (place && places.length === 1) {
      files[edit.file] = text.slice(0, place.start) + indented(edit.to, place.indent) + text.slice(place.end);
    } else {
      isWhole = false;
      desk.report(
        faultAt(
          file,
          `\`from\` once in ${edit.file} of the solution`,
          `it ${places.length === 0 ? 'nowhere' : `${places.length} times`}`,
          'copy it from there, indentation aside',
          source.place(['edits', index, 'from']),
        ),
      );
    }
  }
  return isWhole ? { source, fields, files } : undefined;
}

/** Where a passage stands in a text, whose further lines may all be indented as far as the line on which it begins. */
function placesOf(
  text: string,
  passage: string,
): readonly { readonly start: number; readonly end: number; readonly indent: string }[] {
  const places = [];
  const first = passage.split('\n', 1)[0] ?? '';
  for (let start = text.indexOf(first); start >= 0; start = text.indexOf(first, start + 1)) {
    const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', start) + 1))?.[0] ?? '';
    const whole = indented(passage, indent);
    if (text.startsWith(whole, start)) places.push({ start, end: start + whole.length, indent });
  }
  return places;
}

function indented(text: string, indent: string): string {
  return text.replace(/\n(?=.)/g, `\n${indent}`);
}

interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

async function readLadder(
  desk: Desk,
  folder: string,
  rungs: readonly { readonly id: string; readonly title: string }[],
  files: Files,
  source: Source,
): Promise<readonly Rung[]> {
  const folders = await foldersIn(join(desk.courseDir, folder, 'ladder'));
  for (const name of folders) {
    if (!rungs.some((rung) => rung.id === name))
      desk.report(
        faultAt(
          source.file,
          `\`ladder\` to name the folder ladder/${name}`,
          'nothing',
          'add it with a title, or remove the folder',
          source.place(['ladder']),
        ),
      );
  }
  return Promise.all(
    rungs.map(async ({ id, title }) => ({
      id,
      title,
      files: overlay(files, await readLayer(desk, folder, `ladder/${id}`)),
    })),
  );
}

async function readLayer(desk: Desk, folder: string, layer: string): Promise<Files> {
  const files = await readFiles(join(desk.courseDir, folder, layer));
  if (Object.keys(files).length === 0) {
    const isAFile = await isFile(join(desk.courseDir, folder, layer));
    desk.report(
      faultAt(
        desk.name(folder, layer),
        'a folder with files that are laid over the template',
        isAFile ? 'a file' : 'none',
        'add one, were it a copy of a file of the template',
      ),
    );
  }
  return files;
}

function reportUnknownChecks(
  desk: Desk,
  source: Source,
  path: readonly string[],
  ids: readonly string[],
  checks: readonly Check[],
): void {
  const known = checks.map((check) => check.id);
  if (known.length === 0) return; // checks.ts itself is at fault and was reported
  for (const [index, id] of ids.entries()) {
    if (known.includes(id)) continue;
    desk.report(
      faultAt(
        source.file,
        `an id of checks.ts (${known.join(', ')})`,
        `\`${id}\``,
        `name one of them${nearest(id, known)}`,
        source.place([...path, index]),
      ),
    );
  }
}

function positionOf(text: string): FilePosition {
  const [, path = text, line] = /^([^:]+)(?::(\d+))?$/.exec(text) ?? [];
  return line === undefined ? { path } : { path, line: Number(line) };
}
