import type { Json } from '../wire/wire-event.ts';
import type { Match } from './protocol.ts';

/** Whether a text is what a match asks for. */
export function matches(match: Match, text: string): boolean {
  if (typeof match === 'string') return match === '' ? text === '' : text.includes(match);
  if ('pattern' in match) return new RegExp(match.pattern, match.flags.replace(/[gy]/g, '')).test(text);
  const parsed = parse(text);
  return parsed !== undefined && holds(match.json, parsed);
}

/** Whether `found` has at least what `wanted` has: members of objects at any depth, arrays item by item. */
export function holds(wanted: Json, found: Json): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(found) &&
      found.length === wanted.length &&
      wanted.every((item, index) => holds(item, found[index] ?? null))
    );
  }
  if (isObject(wanted)) {
    return (
      isObject(found) &&
      Object.entries(wanted).every(([key, value]) => Object.hasOwn(found, key) && holds(value, found[key] ?? null))
    );
  }
  return wanted === found;
}

/** The JSON object that a text is, if it is one. */
export function parseObject(text: string): { readonly [key: string]: Json } | undefined {
  const parsed = parse(text);
  return parsed !== undefined && isObject(parsed) ? parsed : undefined;
}

/** A match in words: `“hello”`, `{"type":"welcome"}`; a regular expression as the text it stands for, where that can be told. */
export function sayMatch(match: Match): string {
  if (typeof match === 'string') return match === '' ? 'nothing' : quote(match);
  if ('pattern' in match) return sayPattern(match.pattern) ?? `/${match.pattern}/${match.flags}`;
  return JSON.stringify(match.json);
}

/** `^Bearer\\b.*error="?x"?$` → `“Bearer…error="x"”`, `a|b` → `“a” or “b”`; `undefined` where it says more than texts with gaps do. */
function sayPattern(pattern: string): string | undefined {
  const texts = pattern.split('|').map(sayAlternative);
  return texts.includes(undefined) ? undefined : texts.join(' or ');
}

function sayAlternative(pattern: string): string | undefined {
  const gaps = pattern
    .replace(/^\^|\$$|\\b|\\s\*/g, '')
    .replace(/\.[*+]|\\d\+/g, '…')
    .replaceAll('"?', '"')
    // What is escaped stands for itself: it is set aside, so that it is not taken for a sign of the pattern.
    .replace(/\\([^\w\s])/g, (_, literal: string) => String.fromCharCode(SET_ASIDE + literal.charCodeAt(0)));
  if (/[\\[\](){}+*?.^$]/.test(gaps)) return undefined;
  const text = gaps.replace(/[\ue000-\ue0ff]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - SET_ASIDE));
  return quote(text.split('"').length % 2 === 0 ? `${text}"` : text);
}

/** The private use area of Unicode. */
const SET_ASIDE = 0xe000;

/** A text in quotation marks, cut where it is long; line breaks and other controls as spaces. */
export function quote(text: string, length = 48): string {
  const line = text.replace(/\s+/g, ' ');
  return `“${line.length > length ? `${line.slice(0, length - 1)}…` : line}”`;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
