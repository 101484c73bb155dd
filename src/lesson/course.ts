import type { Files } from '../files/files.ts';
import type { Quiz } from '../quiz/question.ts';
import type { Claim, Experiment } from './claim.ts';
import type { CorrectionPart } from './corrections.ts';
import type { Exercise, Proof } from './exercise.ts';

/** A course as read from its folder, whole and free of faults. */
export interface Course {
  readonly title: string;
  /** One sentence: what one can do afterwards. */
  readonly description: string;
  /** BCP 47 tag of the prose. */
  readonly language: string;
  readonly theme: Theme;
  readonly start: Start;
  /** The text whose statements corrections.yaml goes through, named in the middle of a sentence; undefined where there is none. */
  readonly follows: string | undefined;
  /** In the order of the numbers in their folders' names. */
  readonly steps: readonly Step[];
  readonly myths: readonly Myth[];
  /** In the order in which course.yaml names them. */
  readonly pages: readonly Page[];
  readonly templates: readonly Template[];
  /** By id: what somebody who holds it believes, as a sentence. */
  readonly misconceptions: Readonly<Record<string, string>>;
  /** What became of the statements of the text that the course follows; empty where it follows none. */
  readonly corrections: readonly CorrectionPart[];
}

/** What the start page says beside what the course says everywhere. */
export interface Start {
  readonly heading: string;
  /** What the steps have in common, a sentence. */
  readonly steps: string;
  /** Experiments of the overview's claims, to be run at once; undefined where there are none. */
  readonly knock: Knock | undefined;
}

/** A server that can be tried before anything is read. */
export interface Knock {
  /** Names the place for those who do not see it. */
  readonly label: string;
  /** Id of the recording that stands there before anybody tries, and what is said of it. */
  readonly shown: string;
  readonly says: string;
  /** Ids of claims of the overview that have an experiment, and what is written on their buttons. */
  readonly buttons: readonly { readonly claim: string; readonly says: string }[];
}

/** Values for design tokens (without `--`), for each colour scheme; what is left out keeps the engine's value. */
export interface Theme {
  readonly light: Readonly<Record<string, string>>;
  readonly dark: Readonly<Record<string, string>>;
}

export const levels = ['foundation', 'intermediate', 'advanced', 'expert'] as const;
export type Level = (typeof levels)[number];

/** What every readable thing of a course has. */
interface Reading {
  /** Last part of the address: `passing-credentials`. */
  readonly slug: string;
  /** Course-wide: `steps/passing-credentials`, `myths/auth-after-open`, `pages/pitfalls`. */
  readonly id: string;
  readonly title: string;
  /** One sentence, shown on the map and as the lead. */
  readonly summary: string;
  /** The MDX file, relative to the course's folder. */
  readonly file: string;
  readonly claims: readonly Claim[];
  /** The text of `recordings/<id>.wsrec` by id: of checks, of claims' experiments, of the myth's experiment. */
  readonly recordings: Readonly<Record<string, string>>;
  /** The text of `pictures/<id>.svg` by id: drawings in the site's colours, with a title and a description of their own. */
  readonly pictures: Readonly<Record<string, string>>;
}

/** A lesson of the main line, with its lab. */
export interface Step extends Reading {
  readonly kind: 'step';
  readonly number: number;
  readonly level: Level;
  readonly minutes: number;
  readonly objectives: readonly string[];
  /** The idea in two sentences. */
  readonly concept: string;
  /** What the learner now has and can do. */
  readonly result: string;
  /** The one thing to remember. */
  readonly insight: string;
  readonly quiz: Quiz;
  readonly exercise: Exercise;
  readonly proof: Proof;
}

/** A belief, the experiment that tests it, and where it is right. */
export interface Myth extends Reading {
  readonly kind: 'myth';
  readonly belief: string;
  /** What is so, in a sentence. */
  readonly truth: string;
  /** Where the belief is right. */
  readonly right: string;
  readonly quiz: Quiz;
  readonly experiment: Experiment;
}

/** A page beside the main line. */
export interface Page extends Reading {
  readonly kind: 'page';
  /** Wrong and right side by side, each judged by the same checks; empty but on a page of pitfalls. */
  readonly pairs: readonly Pair[];
}

export interface Pair {
  readonly id: string;
  readonly title: string;
  /** Checks that the wrong side fails; all others it passes. */
  readonly starterFails: readonly string[];
  /** Its files are the wrong side, its solution the right one. */
  readonly exercise: Exercise;
}

/** A Node program that runs as it is. */
export interface Template {
  readonly name: string;
  readonly title: string;
  readonly files: Files;
}

export type Lesson = Step | Myth | Page;
