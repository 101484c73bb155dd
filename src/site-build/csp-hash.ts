import { createHash } from 'node:crypto';

/** The source expression of an inline element's text, without quotes: `sha256-…` (CSP 3 §2.3.1). */
export function cspHash(text: string): `sha256-${string}` {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
