import type { Answer } from '../quiz/answer.ts';
import { confidences } from '../quiz/confidence.ts';
import type { Answered, Fact, Hinted, Outcome, Ran } from './fact.ts';

/** Reads a fact from a file or a database: its own fields and no others; `undefined` when it is none. */
export function readFact(value: unknown): Fact | undefined {
  const read = fields(value);
  const at = read?.['at'];
  if (read === undefined || !isTime(at)) return undefined;
  switch (read['kind']) {
    case 'answered':
      return readAnswered(read, at);
    case 'skipped':
      return isId(read['item']) ? { kind: 'skipped', at, item: read['item'] } : undefined;
    case 'opened':
      return isId(read['lesson']) ? { kind: 'opened', at, lesson: read['lesson'] } : undefined;
    case 'ran':
      return readRan(read, at);
    case 'hinted':
      return readHinted(read, at);
    default:
      return undefined;
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** Longer lists are nobody's answer and no lesson's checks. */
const MOST_IDS = 200;
/** The last instant that a Date can hold (ECMA-262 §21.4.1.1). */
const LAST_TIME = 8.64e15;

function readAnswered(read: Fields, at: number): Answered | undefined {
  const { item, asked, purpose, confidence } = read as { readonly [key in keyof Answered]?: unknown };
  const answer = readAnswer(read['answer']);
  const outcome = readOutcome(read['outcome']);
  const sureness = confidence === null ? null : confidences.find((known) => known === confidence);
  const why = (['prediction', 'question', 'review'] as const).find((known) => known === purpose);
  if (!isId(item) || !isId(asked) || answer === undefined || outcome === undefined) return undefined;
  if (sureness === undefined || why === undefined) return undefined;
  return { kind: 'answered', at, item, asked, purpose: why, answer, confidence: sureness, outcome };
}

function readAnswer(value: unknown): Answer | undefined {
  const { choice, order, number } = fields(value) ?? ({} as Fields);
  if (isId(choice)) return { choice };
  if (isIds(order)) return { order };
  return typeof number === 'number' && Number.isFinite(number) ? { number } : undefined;
}

function readOutcome(value: unknown): Outcome | undefined {
  const { right, refutes, shows } = fields(value) ?? ({} as Fields);
  if (right === true && isIds(refutes)) return { right, refutes };
  return right === false && isId(shows) ? { right, shows } : undefined;
}

function readRan(read: Fields, at: number): Ran | undefined {
  const { lesson, host, passed, failed, holds } = read as { readonly [key in keyof Ran]?: unknown };
  if (!isId(lesson) || !isId(host) || !isIds(passed) || !isIds(failed) || typeof holds !== 'boolean') return undefined;
  return { kind: 'ran', at, lesson, host, passed, failed, holds };
}

function readHinted(read: Fields, at: number): Hinted | undefined {
  const { lesson, check, rung } = read as { readonly [key in keyof Hinted]?: unknown };
  if (!isId(lesson) || !isId(check) || typeof rung !== 'number' || ![1, 2, 3, 4].includes(rung)) return undefined;
  return { kind: 'hinted', at, lesson, check, rung };
}

/** Ids of lessons, items, checks, options and hosts: no spaces, no markup, nothing that a prototype knows. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9]+([/-][a-z0-9]+)*$/.test(value) && value.length <= 200;
}

function isIds(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= MOST_IDS && value.every(isId);
}

export function isTime(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= LAST_TIME;
}

/** The own fields of an object; `undefined` for anything else. */
export function fields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}
