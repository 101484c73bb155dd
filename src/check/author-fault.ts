import type { Match } from './protocol.ts';

/** What an author got wrong: where, as a path into the checks, and what it is, one sentence with what to do. */
export interface AuthorFault {
  readonly path: string;
  readonly says: string;
}

/** The fault, where something is wrong. */
export function faultIf(wrong: boolean, path: string, says: string): readonly AuthorFault[] {
  return wrong ? [{ path, says }] : [];
}

/** A regular expression that cannot be read. */
export function validateMatch(match: Match, path: string): readonly AuthorFault[] {
  if (typeof match === 'string' || 'json' in match) return [];
  try {
    new RegExp(match.pattern, match.flags);
    return [];
  } catch (error) {
    return [{ path, says: `Expected a regular expression, found /${match.pattern}/${match.flags}: ${String(error)}` }];
  }
}
