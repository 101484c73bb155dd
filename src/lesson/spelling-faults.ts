import { join } from 'node:path';
import type { Check } from '../check/check.ts';
import type { Course, Lesson } from './course.ts';
import type { Fault } from './fault.ts';
import { nameFrom } from './read/desk.ts';
import { readText } from './read/folder.ts';
import { readMdx } from './read/prose.ts';
import type { Place } from './read/source.ts';
import type { Places } from './read-lessons.ts';
import { openSpeller, type Speller, wordsOf } from './spelling.ts';

/** Texts of a file that are prose; where a text has no place, its words are looked for in the file. */
interface Written {
  readonly file: string;
  readonly texts: readonly { readonly text: string; readonly place?: Place }[];
}

/**
 * Every word of a course's prose that neither the dictionary nor the course's words.txt has, once in each file. Courses in other languages
 * than English are not read.
 */
export async function spellingFaults(places: Places, course: Course): Promise<readonly Fault[]> {
  if (!/^en\b/i.test(course.language)) return [];
  const speller = openSpeller(wordsOf((await readText(join(places.courseDir, 'words.txt'))) ?? ''));
  const lessons = [...course.steps, ...course.myths, ...course.pages];
  const written = [...writtenIn(course), ...lessons.flatMap(writtenBy)];
  const faults = written.map(async ({ file, texts }) => {
    const source = (await readText(join(places.courseDir, file))) ?? '';
    const name = nameFrom(places.engineDir, join(places.courseDir, file));
    const prose = file.endsWith('.mdx') ? (readMdx(name, source).prose?.texts ?? []) : [];
    return faultsIn(name, source, [...prose, ...texts], speller);
  });
  return (await Promise.all(faults)).flat();
}

function faultsIn(file: string, source: string, texts: Written['texts'], speller: Speller): readonly Fault[] {
  const seen = new Set<string>();
  return texts.flatMap(({ text, place }) =>
    speller.unknownIn(text).flatMap(({ word, index }) => {
      if (seen.has(word)) return [];
      seen.add(word);
      const better = speller.suggestion(word);
      const remedy = `mend it${better === undefined ? '' : ` (did you mean \`${better}\`?)`}, or add it to words.txt`;
      const at = place ? placeAfter(place, text.slice(0, index)) : placeOf(source, word);
      return [{ file, ...at, expected: 'a word of the dictionary or of words.txt', found: `\`${word}\``, remedy }];
    }),
  );
}

function placeAfter({ line, column }: Place, text: string): Place {
  const lines = text.split('\n');
  const last = lines.at(-1)?.length ?? 0;
  return { line: line + lines.length - 1, column: lines.length === 1 ? column + last : last + 1 };
}

function placeOf(source: string, word: string): Place {
  const index = source.search(new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'u'));
  return placeAfter({ line: 1, column: 1 }, source.slice(0, Math.max(index, 0)));
}

function writtenIn({ title, description, misconceptions, corrections }: Course): readonly Written[] {
  const corrected = corrections.flatMap((part) => [
    part.title,
    ...part.corrections.flatMap(({ says, instead }) => [says, instead]),
  ]);
  return [
    of('course.yaml', title, description),
    of('misconceptions.yaml', ...Object.values(misconceptions)),
    of('corrections.yaml', ...corrected),
  ];
}

function writtenBy(lesson: Lesson): readonly Written[] {
  const folder = lesson.file.replace(/\/[^/]+$/, '');
  const { title, summary, claims, pictures } = lesson;
  const all = [
    of(`${folder}/claims.ts`, ...claims.map(({ says }) => says)),
    ...Object.entries(pictures).map(([id, svg]) => of(`${folder}/pictures/${id}.svg`, svg)),
  ];
  switch (lesson.kind) {
    case 'step': {
      const { objectives, concept, result, insight, quiz, exercise, proof } = lesson;
      const mutants = proof.mutants.map(({ id, belief }) => of(`${folder}/mutants/${id}/mutant.yaml`, belief));
      return [
        of(lesson.file, title, summary, concept, result, insight, ...objectives),
        of(`${folder}/quiz.yaml`, ...proseOf(quiz)),
        of(`${folder}/checks.ts`, ...exercise.checks.flatMap(textsOf)),
        ...mutants,
        ...all,
      ];
    }
    case 'myth': {
      const { belief, truth, right, quiz } = lesson;
      return [
        of(lesson.file, title, summary, belief, truth, right),
        of(`${folder}/quiz.yaml`, ...proseOf(quiz)),
        ...all,
      ];
    }
    case 'page': {
      const pairs = lesson.pairs.flatMap(({ id, title, exercise }) => [
        of(`${folder}/pairs/${id}/pair.yaml`, title),
        of(`${folder}/pairs/${id}/checks.ts`, ...exercise.checks.flatMap(textsOf)),
      ]);
      return [of(lesson.file, title, summary), ...pairs, ...all];
    }
  }
}

function of(file: string, ...texts: readonly (string | undefined)[]): Written {
  return { file, texts: texts.flatMap((text) => (text === undefined ? [] : [{ text }])) };
}

/** The last hint is code. */
function textsOf({ title, why, hints }: Check): readonly string[] {
  return [title, why, ...hints.slice(0, 3)];
}

const proseKeys = new Set(['stem', 'says', 'why', 'mechanism', 'beliefIsRight', 'server']);

/** The texts of questions, whatever their kind. */
function proseOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(proseOf);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? (proseKeys.has(key) ? [inner] : []) : proseOf(inner),
  );
}
