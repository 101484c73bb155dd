import type { HeaderMatches, HeadMatch } from '../check.ts';
import { matches, quote } from '../match.ts';

/** What is wrong with a response that has the right status, in words that follow it: `without WWW-Authenticate`; `undefined` when nothing is. */
export function headDiffers(
  match: HeadMatch,
  field: (name: string) => string | undefined,
  body: string,
): string | undefined {
  const fields = fieldsDiffer(match.headers ?? {}, field);
  if (fields !== undefined) return fields;
  if (match.body === undefined || matches(match.body, body)) return undefined;
  return body === '' ? 'with an empty body' : `with the body ${quote(body)}`;
}

/** The first field that is not as it must be, in words. */
export function fieldsDiffer(wanted: HeaderMatches, field: (name: string) => string | undefined): string | undefined {
  for (const [name, match] of Object.entries(wanted)) {
    const value = field(name);
    if (value === undefined && match !== null) return `without ${properName(name)}`;
    if (value !== undefined && (match === null || !matches(match, value)))
      return `with ${properName(name)}: ${quote(value)}`;
  }
  return undefined;
}

/** `www-authenticate` → `WWW-Authenticate`. */
export function properName(name: string): string {
  const words = name.split('-').map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  return words.join('-').replace('Www-', 'WWW-').replace('Websocket', 'WebSocket');
}
