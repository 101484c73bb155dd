import type { Transcript } from './wire-event.ts';

/** A stretch of a text: a credential, or what stands around it. */
export interface Piece {
  readonly text: string;
  readonly isCredential: boolean;
}

/** Anything that begins like a JWT, also one that nobody minted here, is unsigned, or was cut: `eyJ` is `{"` in base64. */
const JWT = 'eyJ[\\w-]{6,}(?:\\.[\\w-]*){0,2}';

/** Shorter texts are too common to be told from chance. */
const SHORTEST = 8;

/** Everything in a transcript that lets its bearer in: tokens that were minted, cookies that were set, tickets that were given out. */
export function credentialsIn(transcript: Transcript): readonly string[] {
  const found = transcript.flatMap((event) => {
    if (event.kind === 'token') return [event.token];
    if (event.kind !== 'answer') return [];
    const cookies = event.setCookie.map((line) => /^[^=;]*=([^;]*)/.exec(line)?.[1] ?? '');
    const given = [...event.body.matchAll(/"(?:access_token|ticket|token)"\s*:\s*"([^"]+)"/g)].map(
      ([, text]) => text ?? '',
    );
    return [...cookies, ...given];
  });
  return [...new Set(found)].filter((text) => text.length >= SHORTEST);
}

/** Takes a text apart at the credentials in it, wherever they stand. The pieces put together are the text. */
export function splitAtCredentials(text: string, credentials: readonly string[]): readonly Piece[] {
  const known = [...credentials].sort((one, other) => other.length - one.length).map(escaped);
  const either = new RegExp([...known, JWT].join('|'), 'g');
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(either)) {
    if (match.index > at) pieces.push({ text: text.slice(at, match.index), isCredential: false });
    pieces.push({ text: match[0], isCredential: true });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isCredential: false });
  return pieces;
}

/** A credential in few characters: enough to see which it is, not enough to use it. */
export function abbreviated(credential: string): string {
  return credential.length <= 20 ? credential : `${credential.slice(0, 8)}…${credential.slice(-6)}`;
}

/** A text as a pattern that matches it alone. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
