import type { HeaderMatches, HeadMatch } from '../check.ts';
import { type MatchSource, matchOf } from './values.ts';

/** Header fields of a head, by name; `null`: the field must be absent. */
export type HeaderSources = Readonly<Record<string, MatchSource | null>>;

/** What a response holds beside its status. A `body` of `''` must be empty. */
export interface HeadSource {
  readonly headers?: HeaderSources;
  readonly body?: MatchSource;
}

/** The members of a `HeadSource`. */
export const headMembers = ['headers', 'body'] as const;

export function headOf(source: HeadSource): HeadMatch {
  return {
    ...(source.headers !== undefined && { headers: headersOf(source.headers) }),
    ...(source.body !== undefined && { body: matchOf(source.body) }),
  };
}

export function headersOf(source: HeaderSources): HeaderMatches {
  return Object.fromEntries(
    Object.entries(source).map(([name, match]) => [name.toLowerCase(), match === null ? null : matchOf(match)]),
  );
}
