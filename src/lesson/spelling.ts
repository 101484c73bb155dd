import dictionary from 'dictionary-en';
import nspell from 'nspell';

/** A word that the dictionary does not have; `index` counts UTF-16 code units from the beginning of the text. */
export interface UnknownWord {
  readonly word: string;
  readonly index: number;
}

/** The English dictionary and a course's own words. */
export interface Speller {
  unknownIn(text: string): readonly UnknownWord[];
  /** The likeliest word that was meant. */
  suggestion(word: string): string | undefined;
}

/** SCOWL, American English: a second of work, once. */
let opened: ReturnType<typeof nspell> | undefined;

/** Opens the dictionary, with `words` that are right besides. */
export function openSpeller(words: readonly string[]): Speller {
  opened ??= nspell(dictionary);
  const spell = opened;
  const own = new Set(words);
  const isRight = (word: string) => own.has(word) || spell.correct(word);
  return {
    unknownIn: (text) => wordsIn(text).filter(({ word }) => !isRight(word) && !isRight(word.toLowerCase())),
    suggestion: (word) => spell.suggest(word)[0],
  };
}

/** What a words.txt holds: one word a line, `#` begins a comment. */
export function wordsOf(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => line.replace(/#.*/, '').trim() || []);
}

/** Code in backticks, tags and addresses are no prose. */
const code = /`[^`]*`|<[^<>]*>|https?:\/\/\S+/g;

/** A run of letters that is no part of a name with digits, dots, slashes, colons or underscores: those are code as well. */
const word = /(?<![\p{L}\p{N}_./:@#$])\p{L}[\p{L}’']*(?![\p{L}\p{N}_/@]|[.:]\p{L})/gu;

function wordsIn(text: string): readonly UnknownWord[] {
  const prose = text.replace(code, (part) => ' '.repeat(part.length));
  return [...prose.matchAll(word)]
    .map((match) => ({ word: match[0].replaceAll('’', "'").replace(/'s?$/, ''), index: match.index }))
    .filter(({ word }) => word.length > 1 && !/\p{Lu}/u.test(word.slice(1)));
}
